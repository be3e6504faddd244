package dev.attune.device.simulate;

import java.util.SplittableRandom;

/**
 * Reproducible random numbers for one purpose of one user. Only {@link SplittableRandom#nextLong()}
 * and {@link StrictMath} are used, whose results are specified exactly, so that the same seed gives
 * the same events on every machine and every JDK.
 */
final class RandomStream {
  /**
   * What a stream is for. Streams are separate so that, for example, a delivered list never shifts
   * who calls when.
   */
  enum Purpose {
    WORLD,
    TRAITS,
    HABITS,
    DAY,
    LIFE,
    NOTIFICATIONS,
    REACTIONS
  }

  private final SplittableRandom random;
  private double spare;
  private boolean hasSpare;

  RandomStream(long seed, long user, Purpose purpose) {
    this(seed, user, purpose, 0);
  }

  RandomStream(long seed, long user, Purpose purpose, long number) {
    long state = mix(seed);
    state = mix(state ^ user);
    state = mix(state ^ (purpose.ordinal() + 1L));
    random = new SplittableRandom(mix(state ^ number));
  }

  /**
   * The finalizer of SplitMix64 (Steele, Lea, Flood 2014) after its additive step: neighboring
   * inputs give unrelated outputs.
   */
  static long mix(long value) {
    long z = value + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** Uniform over [0, 1). */
  double uniform() {
    return (random.nextLong() >>> 11) * 0x1.0p-53;
  }

  double uniform(double low, double high) {
    return low + (high - low) * uniform();
  }

  int below(int bound) {
    return (int) (uniform() * bound);
  }

  boolean chance(double probability) {
    return uniform() < probability;
  }

  /** Standard normal, by Marsaglia's polar method. */
  double gaussian() {
    if (hasSpare) {
      hasSpare = false;
      return spare;
    }
    double a;
    double b;
    double square;
    do {
      a = 2 * uniform() - 1;
      b = 2 * uniform() - 1;
      square = a * a + b * b;
    } while (square >= 1 || square == 0);
    double scale = StrictMath.sqrt(-2 * StrictMath.log(square) / square);
    spare = b * scale;
    hasSpare = true;
    return a * scale;
  }

  /** Log-normal with the given median and standard deviation of the logarithm. */
  double logNormal(double median, double sigma) {
    return median * StrictMath.exp(sigma * gaussian());
  }

  /** Exponential with mean 1. */
  double exponential() {
    return -StrictMath.log(1 - uniform());
  }

  /**
   * Standard Gumbel; adding it to log weights and taking the largest draws without replacement in
   * proportion to the weights.
   */
  double gumbel() {
    return -StrictMath.log(-StrictMath.log(uniform() + 0x1.0p-54));
  }

  /** An index below {@code count}, in proportion to the weights, whose sum is {@code total}. */
  int pick(double[] weights, int count, double total) {
    double rest = uniform() * total;
    int last = 0;
    for (int i = 0; i < count; i++) {
      if (weights[i] > 0) {
        last = i;
        rest -= weights[i];
        if (rest < 0) {
          return i;
        }
      }
    }
    return last; // only when rounding left a rest
  }
}
