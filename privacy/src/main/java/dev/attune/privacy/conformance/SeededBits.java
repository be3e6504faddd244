package dev.attune.privacy.conformance;

import dev.attune.privacy.noise.RandomBits;
import java.util.SplittableRandom;

/** Repeatable bits, for checks only: who knows the seed knows the noise. */
public final class SeededBits implements RandomBits {

  private final SplittableRandom random;
  private long pool;
  private int left;
  private long taken;

  public SeededBits(long seed) {
    this.random = new SplittableRandom(seed);
  }

  @Override
  public long next(int count) {
    if (count < 1 || count > 63) {
      throw new IllegalArgumentException("count must be between 1 and 63, was " + count);
    }
    taken += count;
    if (left < count) {
      pool = random.nextLong();
      left = Long.SIZE;
    }
    long result = pool >>> (Long.SIZE - count);
    pool <<= count;
    left -= count;
    return result;
  }

  /** How many bits were drawn. */
  public long taken() {
    return taken;
  }
}
