package dev.attune.bench.model;

import dev.attune.evaluate.history.SimulatedHistories;
import dev.attune.evaluate.history.SimulationSpan;
import dev.attune.models.token.EventKind;
import dev.attune.models.token.Token;
import dev.attune.models.token.Tokenizer;
import dev.attune.models.vocabulary.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Events as a model is asked to fold them in, a different batch for every call. Immutable but for
 * the place of the next batch: {@link #anew} gives another reader of the same events.
 */
final class Events {

  private static final int COUNT = 1 << 15;
  private static final SimulationSpan SPAN = SimulationSpan.of(60, 7, "");

  private final int[] item;
  private final int[] kind;
  private final int[] gap;
  private final int[] hourOfWeek;
  private int next;

  private Events(int[] item, int[] kind, int[] gap, int[] hourOfWeek) {
    this.item = item;
    this.kind = kind;
    this.gap = gap;
    this.hourOfWeek = hourOfWeek;
  }

  /** What simulated people do, drawn from all of their days: a batch is of many users and hours. */
  static Events lived(long seed, Vocabulary vocabulary) {
    List<Token> all = new ArrayList<>();
    new SimulatedHistories(seed, SPAN)
        .forEach(
            history -> {
              for (int event = 0; event < history.size(); event++) {
                all.add(history.token(event));
              }
            });
    SplittableRandom random = new SplittableRandom(seed);
    Token[] tokens = random.ints(COUNT, 0, all.size()).mapToObj(all::get).toArray(Token[]::new);
    int[] item = new int[COUNT];
    int[] kind = new int[COUNT];
    int[] gap = new int[COUNT];
    int[] hourOfWeek = new int[COUNT];
    for (int i = 0; i < COUNT; i++) {
      item[i] = vocabulary.indexOfHash(tokens[i].itemHash());
      kind[i] = tokens[i].kind();
      gap[i] = tokens[i].gapBucket();
      hourOfWeek[i] = tokens[i].hourOfWeek();
    }
    return new Events(item, kind, gap, hourOfWeek);
  }

  /** Indexes spread evenly over the tables, which is as hard on the caches as can be. */
  static Events spread(long seed, Vocabulary vocabulary) {
    SplittableRandom random = new SplittableRandom(seed);
    return new Events(
        random.ints(COUNT, 0, vocabulary.size()).toArray(),
        random.ints(COUNT, 0, EventKind.COUNT).toArray(),
        random.ints(COUNT, 0, Tokenizer.GAP_BUCKETS).toArray(),
        random.ints(COUNT, 0, Tokenizer.HOURS_OF_WEEK).toArray());
  }

  /** The same events from the first one on. */
  Events anew() {
    return new Events(item, kind, gap, hourOfWeek);
  }

  /** Copies the next events to the beginning of a batch's arrays. */
  void fill(EventBatch batch, int rows) {
    if (next + rows > COUNT) {
      next = 0;
    }
    System.arraycopy(item, next, batch.item, 0, rows);
    System.arraycopy(kind, next, batch.kind, 0, rows);
    for (int row = 0; row < rows; row++) {
      batch.place[row] = batch.kind[row] % EventKind.PLACES;
    }
    System.arraycopy(gap, next, batch.gap, 0, rows);
    System.arraycopy(hourOfWeek, next, batch.hourOfWeek, 0, rows);
    next += rows;
  }

  /** The arrays of a call. */
  static final class EventBatch {
    final int[] item;
    final int[] kind;
    final int[] gap;
    final int[] hourOfWeek;
    final int[] place;

    EventBatch(int rows) {
      item = new int[rows];
      kind = new int[rows];
      gap = new int[rows];
      hourOfWeek = new int[rows];
      place = new int[rows];
    }
  }
}
