package dev.attune.privacy.noise;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Noise for one vector, that can be added once.
 *
 * <p>The same noise on two vectors gives away their exact difference (this is what broke Diffix:
 * Gadotti et al. 2019). So the noise is wiped as it is added and a second use fails. It cannot be
 * read, printed or serialized. That the same vector does not get two noises is the ledger's part:
 * what has been sealed is not drawn again.
 */
public final class OneTimeNoise {

  private final AtomicReference<long @Nullable []> noise;
  private final int cells;

  OneTimeNoise(long[] noise) {
    this.noise = new AtomicReference<>(noise);
    this.cells = noise.length;
  }

  /** How many cells the vector must have. */
  public int cells() {
    return cells;
  }

  /**
   * Adds the noise to exact sums, once.
   *
   * @param exact the sums, one per cell; not changed
   * @return the noisy sums; they may be negative
   * @throws IllegalArgumentException if there are more or fewer sums than noise was drawn for; the
   *     noise stays usable
   * @throws IllegalStateException if this noise has been used
   * @throws ArithmeticException if a sum overflows a long; the noise is used up
   */
  public long[] addTo(long[] exact) {
    if (exact.length != cells) {
      throw new IllegalArgumentException(
          "Noise was drawn for " + cells + " cells, not for " + exact.length);
    }
    long[] drawn = noise.getAndSet(null);
    if (drawn == null) {
      throw new IllegalStateException("This noise has been used; noise is used once");
    }
    long[] noisy = new long[cells];
    try {
      for (int i = 0; i < cells; i++) {
        noisy[i] = Math.addExact(exact[i], drawn[i]);
      }
    } finally {
      Arrays.fill(drawn, 0);
    }
    return noisy;
  }

  @Override
  public String toString() {
    return "OneTimeNoise(" + cells + " cells)";
  }
}
