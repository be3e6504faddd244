package dev.attune.privacy.noise;

/**
 * Where all randomness of a release comes from: independent, fair bits.
 *
 * <p>Production has one implementation, {@link #secure()}; scripted and seeded sources exist in
 * test code only, and a rule of the build keeps it so. Not thread-safe: one instance per task.
 */
public interface RandomBits {

  /**
   * Draws bits.
   *
   * @param count how many, 1 to 63
   * @return a number uniform on 0 .. 2^count - 1
   */
  long next(int count);

  /** Draws one fair bit. */
  default boolean nextBit() {
    return next(1) == 1;
  }

  /**
   * A cryptographic source (SP 800-90A DRBG of 256 bits security strength, seeded by the operating
   * system), checked before it is handed out.
   *
   * @throws IllegalStateException if the platform has no such generator, or the check fails
   */
  static RandomBits secure() {
    return HealthCheck.passed(new SecureRandomBits());
  }
}
