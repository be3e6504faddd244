package dev.attune.bench.model;

import dev.attune.models.token.EventKind;
import dev.attune.models.token.Tokenizer;
import java.util.SplittableRandom;

/**
 * Made-up events, a different batch for every call. Indexes are spread evenly over the tables,
 * which is harder on the caches than real events, whose items few are most of.
 */
final class Events {

  private static final int COUNT = 1 << 15;

  private final int[] item;
  private final int[] kind;
  private final int[] gap;
  private final int[] hourOfWeek;
  private int next;

  Events(long seed, int items) {
    SplittableRandom random = new SplittableRandom(seed);
    item = random.ints(COUNT, 0, items).toArray();
    kind = random.ints(COUNT, 0, EventKind.COUNT).toArray();
    gap = random.ints(COUNT, 0, Tokenizer.GAP_BUCKETS).toArray();
    hourOfWeek = random.ints(COUNT, 0, Tokenizer.HOURS_OF_WEEK).toArray();
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
