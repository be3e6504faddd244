package dev.attune.topology.release;

import dev.attune.models.token.EventKind;
import dev.attune.models.token.Tokenizer;
import dev.attune.models.usage.ModelShape;
import dev.attune.models.usage.UsageModel;
import dev.attune.topology.release.SpeedProfile.Call;
import dev.attune.topology.release.SpeedProfile.Cost;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.LongSupplier;

/**
 * Times two models turn by turn, so that a busy machine slows both. What counts are medians over
 * {@value #ROUNDS} rounds after {@value #WARM_UP} that do not count. Not thread-safe.
 */
final class SpeedTrial {

  private static final int ROUNDS = 15;
  private static final int WARM_UP = 5;

  /** After so many rounds it is seen whether the outcome is clear already. */
  private static final int FIRST_LOOK = 3;

  private static final double CLEAR = 20;
  private static final int CANDIDATES = 32;
  private static final Map<Call, Integer> MANY =
      Map.of(Call.UPDATE, UsageModel.MAX_ROWS, Call.READOUT, 32, Call.RANK, 8);

  private final LongSupplier nanos;

  /**
   * @param nanos a clock; best the processor time of the calling thread
   */
  SpeedTrial(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /**
   * How two models compare.
   *
   * @param ratio how many times as long the first one takes
   * @param milliseconds what a batch takes the first one: 256 updates, 32 readouts, 8 lists ranked
   * @param secondMilliseconds the same of the second one
   * @param first what calls of the first one take
   * @param second what calls of the second one take
   */
  record Outcome(
      double ratio,
      double milliseconds,
      double secondMilliseconds,
      SpeedProfile first,
      SpeedProfile second) {}

  /** Times both; leaves them open. */
  Outcome run(UsageModel first, UsageModel second) {
    Runner one = new Runner(first);
    Runner other = new Runner(second);
    for (int round = 0; round < WARM_UP + ROUNDS; round++) {
      one.round();
      other.round();
      if (round < WARM_UP && one.last() < CLEAR * other.last()) {
        one.forget();
        other.forget();
      } else if (one.rounds() == FIRST_LOOK && one.batch() > CLEAR * other.batch()) {
        break;
      }
    }
    return new Outcome(
        one.batch() / Math.max(1, other.batch()),
        one.batch() / 1e6,
        other.batch() / 1e6,
        one.profile(),
        other.profile());
  }

  /** Calls one model with inputs that are valid, and otherwise any. */
  private final class Runner {

    private final UsageModel model;
    private final int[] item = new int[UsageModel.MAX_ROWS];
    private final int[] kind = new int[UsageModel.MAX_ROWS];
    private final int[] gap = new int[UsageModel.MAX_ROWS];
    private final int[] hourOfWeek = new int[UsageModel.MAX_ROWS];
    private final int[] place = new int[UsageModel.MAX_ROWS];
    private final float[] state;
    private final float[] representation;
    private final float[] engagement;
    private final int[] candidate = new int[many(Call.RANK) * CANDIDATES];
    private final float[] features;
    private final float[] score = new float[candidate.length];
    private final List<Double> batches = new ArrayList<>();
    private final Map<Call, List<Double>> one = new EnumMap<>(Call.class);
    private final Map<Call, List<Double>> many = new EnumMap<>(Call.class);

    Runner(UsageModel model) {
      this.model = model;
      ModelShape shape = model.shape();
      state = new float[UsageModel.MAX_ROWS * shape.state()];
      representation = new float[many(Call.READOUT) * shape.representation()];
      engagement = new float[many(Call.READOUT) * shape.engagement()];
      features = new float[candidate.length * shape.features()];
      Random random = new Random(1);
      for (int i = 0; i < item.length; i++) {
        item[i] = random.nextInt(model.vocabulary().size());
        kind[i] = random.nextInt(EventKind.COUNT);
        gap[i] = random.nextInt(Tokenizer.GAP_BUCKETS);
        hourOfWeek[i] = random.nextInt(Tokenizer.HOURS_OF_WEEK);
      }
      for (int i = 0; i < candidate.length; i++) {
        candidate[i] = random.nextInt(model.vocabulary().size());
      }
    }

    void round() {
      double batch = 0;
      for (Call call : Call.values()) {
        note(one, call, time(call, 1));
        double time = time(call, many(call));
        note(many, call, time);
        batch += time;
      }
      batches.add(batch);
    }

    void forget() {
      batches.clear();
      one.clear();
      many.clear();
    }

    int rounds() {
      return batches.size();
    }

    double last() {
      return batches.get(batches.size() - 1);
    }

    double batch() {
      return median(batches);
    }

    SpeedProfile profile() {
      Map<Call, Cost> costs = new EnumMap<>(Call.class);
      for (Call call : Call.values()) {
        costs.put(
            call,
            Cost.of(
                median(one.getOrDefault(call, List.of())),
                median(many.getOrDefault(call, List.of())),
                many(call)));
      }
      return new SpeedProfile(costs);
    }

    private double time(Call call, int rows) {
      long start = nanos.getAsLong();
      switch (call) {
        case UPDATE -> model.update(rows, item, kind, gap, hourOfWeek, state);
        case READOUT ->
            model.readout(rows, state, item, hourOfWeek, place, representation, engagement);
        case RANK -> model.rank(rows, CANDIDATES, representation, candidate, features, score);
      }
      return nanos.getAsLong() - start;
    }

    private static int many(Call call) {
      return MANY.getOrDefault(call, 1);
    }

    private static void note(Map<Call, List<Double>> times, Call call, double time) {
      times.computeIfAbsent(call, unknown -> new ArrayList<>()).add(time);
    }
  }

  private static double median(List<Double> times) {
    List<Double> sorted = new ArrayList<>(times);
    Collections.sort(sorted);
    return sorted.isEmpty() ? 0 : sorted.get(sorted.size() / 2);
  }
}
