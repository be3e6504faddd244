package dev.attune.models.usage;

import dev.attune.models.neighbor.ItemNeighbors;
import dev.attune.models.vocabulary.Vocabulary;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a model, and when it throws or answers with a number that is not finite, asks another one
 * for that call. {@link #fallback()} then says so until the next call, and the call is counted.
 *
 * <p>Not thread-safe, but the counters may be read by any thread. Owns and closes both models.
 */
public final class FallbackUsageModel implements UsageModel {

  private static final Logger LOG = LoggerFactory.getLogger(FallbackUsageModel.class);

  private final UsageModel primary;
  private final UsageModel secondary;
  private final float[] before;
  private final AtomicLong calls = new AtomicLong();
  private final AtomicLong fallbackCalls = new AtomicLong();
  private boolean fellBack;

  /**
   * Decorates a model.
   *
   * @throws IllegalArgumentException if the two differ in shape or vocabulary
   */
  public FallbackUsageModel(UsageModel primary, UsageModel secondary) {
    if (!primary.shape().equals(secondary.shape())
        || !primary.vocabulary().digest().equals(secondary.vocabulary().digest())) {
      throw new IllegalArgumentException("a model and its fallback share shape and vocabulary");
    }
    this.primary = primary;
    this.secondary = secondary;
    this.before = new float[MAX_ROWS * primary.shape().state()];
  }

  /** Calls so far. */
  public long calls() {
    return calls.get();
  }

  /** Calls so far that the second model answered. */
  public long fallbackCalls() {
    return fallbackCalls.get();
  }

  @Override
  public String release() {
    return primary.release();
  }

  @Override
  public boolean fallback() {
    return fellBack || primary.fallback();
  }

  @Override
  public Vocabulary vocabulary() {
    return primary.vocabulary();
  }

  @Override
  public ItemNeighbors neighbors() {
    return primary.neighbors();
  }

  @Override
  public ModelShape shape() {
    return primary.shape();
  }

  @Override
  public void update(int n, int[] item, int[] kind, int[] gap, int[] hourOfWeek, float[] state) {
    ModelInputs.checkUpdate(this, n, item, kind, gap, hourOfWeek, state);
    int length = n * shape().state();
    System.arraycopy(state, 0, before, 0, length);
    answer(
        "update",
        () -> {
          primary.update(n, item, kind, gap, hourOfWeek, state);
          return finite(state, length);
        },
        () -> {
          System.arraycopy(before, 0, state, 0, length);
          secondary.update(n, item, kind, gap, hourOfWeek, state);
        });
  }

  @Override
  public void readout(
      int n,
      float[] state,
      int[] lastItem,
      int[] hourOfWeek,
      int[] place,
      float[] representation,
      float[] engagement) {
    ModelInputs.checkReadout(
        this, n, state, lastItem, hourOfWeek, place, representation, engagement);
    answer(
        "readout",
        () -> {
          primary.readout(n, state, lastItem, hourOfWeek, place, representation, engagement);
          return finite(
                  representation, ModelInputs.asked(n, representation) * shape().representation())
              && finite(engagement, ModelInputs.asked(n, engagement) * shape().engagement());
        },
        () -> secondary.readout(n, state, lastItem, hourOfWeek, place, representation, engagement));
  }

  @Override
  public void rank(
      int n,
      int candidates,
      float[] representation,
      int[] candidate,
      float[] features,
      float[] score) {
    ModelInputs.checkRank(this, n, candidates, representation, candidate, features, score);
    answer(
        "rank",
        () -> {
          primary.rank(n, candidates, representation, candidate, features, score);
          return finiteUnlessPadding(candidate, score, n * candidates);
        },
        () -> secondary.rank(n, candidates, representation, candidate, features, score));
  }

  @Override
  public void close() {
    primary.close();
    secondary.close();
  }

  private void answer(String call, Attempt attempt, Runnable otherwise) {
    calls.incrementAndGet();
    boolean failing = fellBack;
    fellBack = false;
    @Nullable String problem = problem(attempt);
    if (problem != null) {
      fellBack = true;
      fallbackCalls.incrementAndGet();
      if (!failing) {
        // Once for each stretch of failures: a broken model fails for every batch.
        LOG.warn("release={} call={} problem=\"{}\"", release(), call, problem);
      }
      otherwise.run();
    }
  }

  private static @Nullable String problem(Attempt attempt) {
    try {
      return attempt.run() ? null : "an answer is not finite";
    } catch (RuntimeException e) {
      return e.toString();
    }
  }

  private static boolean finite(float[] values, int length) {
    // A finite number minus itself is zero, any other is not a number; four sums, so that additions
    // don't wait for each other.
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    int i = 0;
    for (; i + 4 <= length; i += 4) {
      a += values[i] - values[i];
      b += values[i + 1] - values[i + 1];
      c += values[i + 2] - values[i + 2];
      d += values[i + 3] - values[i + 3];
    }
    for (; i < length; i++) {
      a += values[i] - values[i];
    }
    return a + b + c + d == 0f;
  }

  private static boolean finiteUnlessPadding(int[] candidate, float[] score, int length) {
    for (int i = 0; i < length; i++) {
      if (candidate[i] != Vocabulary.NONE && !Float.isFinite(score[i])) {
        return false;
      }
    }
    return true;
  }

  /** A call of the first model; whether its answer can be used. */
  private interface Attempt {
    boolean run();
  }
}
