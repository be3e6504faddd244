package dev.attune.privacy.conformance;

import dev.attune.privacy.noise.RandomBits;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/**
 * The exact distribution of an algorithm on fair bits, as far as bit strings up to a length decide
 * it.
 *
 * <p>The algorithm is run on every bit string. If it ends having read exactly n bits, its outcome
 * has 2^-n more probability; if it wants more than the string has, both continuations are tried; at
 * the greatest length it stays undecided. So for each outcome: decided <= P <= decided + undecided,
 * and all three are exact multiples of 2^-depth.
 */
public final class BitStrings {

  private static final class Exhausted extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Exhausted() {
      super(null, null, false, false);
    }
  }

  private static final class Script implements RandomBits {
    private final long bits;
    private final int length;
    private int read;

    Script(long bits, int length) {
      this.bits = bits;
      this.length = length;
    }

    @Override
    public long next(int count) {
      if (read + count > length) {
        throw new Exhausted();
      }
      read += count;
      return (bits >>> (length - read)) & ((1L << count) - 1);
    }
  }

  private final ToLongFunction<RandomBits> algorithm;
  private final int depth;
  private final Map<Long, Long> decided = new TreeMap<>();
  private long undecided;

  private BitStrings(ToLongFunction<RandomBits> algorithm, int depth) {
    this.algorithm = algorithm;
    this.depth = depth;
  }

  /** Runs an algorithm on all strings of at most this many bits. */
  public static BitStrings enumerate(int depth, ToLongFunction<RandomBits> algorithm) {
    BitStrings result = new BitStrings(algorithm, depth);
    result.explore(0, 0);
    return result;
  }

  private void explore(long bits, int length) {
    Script script = new Script(bits, length);
    try {
      long outcome = algorithm.applyAsLong(script);
      if (script.read != length) {
        throw new AssertionError("An algorithm must not look at bits it was not given");
      }
      decided.merge(outcome, 1L << (depth - length), Long::sum);
    } catch (Exhausted e) {
      if (length == depth) {
        undecided++;
      } else {
        explore(bits << 1, length + 1);
        explore((bits << 1) | 1, length + 1);
      }
    }
  }

  /** Probability of an outcome that is certain. */
  public double lower(long outcome) {
    return StrictMath.scalb((double) decided.getOrDefault(outcome, 0L), -depth);
  }

  /** Probability of an outcome that is possible. */
  public double upper(long outcome) {
    return lower(outcome) + undecided();
  }

  /** Probability that is not decided yet. */
  public double undecided() {
    return StrictMath.scalb((double) undecided, -depth);
  }

  /** Outcomes seen, ascending. */
  public Iterable<Long> outcomes() {
    return decided.keySet();
  }

  /** "outcome: p not in [lower, upper]" or nothing. */
  public java.util.Optional<String> finding(long outcome, double probability) {
    double slack = 1e-15;
    boolean inside = lower(outcome) <= probability + slack && probability <= upper(outcome) + slack;
    return inside
        ? java.util.Optional.empty()
        : java.util.Optional.of(
            outcome
                + ": "
                + probability
                + " not in ["
                + lower(outcome)
                + ", "
                + upper(outcome)
                + "]");
  }
}
