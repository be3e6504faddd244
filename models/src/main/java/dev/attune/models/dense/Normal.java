package dev.attune.models.dense;

/**
 * The distribution function of the standard normal distribution, within 3e-7 of the true value: 1/2
 * + x P(x²) / Q(x²), with the coefficients that src/test/python/odd_rationals.py finds, for |x| up
 * to {@value #BOUND}; what lies beyond is 0 or 1 to within 1e-7 and is taken at the bound.
 *
 * <p>As with {@link dev.attune.models.folded.Sigmoid}, the loop is plain and short, so that the JIT
 * makes vector instructions of it, and the bits are the same on every machine.
 */
final class Normal {

  /** Where the approximation ends. */
  static final float BOUND = 5.2f;

  private static final float P0 = 0.39894192f;
  private static final float P1 = 4.957798e-2f;
  private static final float P2 = 5.5176096e-3f;
  private static final float P3 = 3.1408275e-4f;
  private static final float P4 = 5.837405e-6f;
  private static final float Q1 = 0.29093435f;
  private static final float Q2 = 3.7330523e-2f;
  private static final float Q3 = 2.7027342e-3f;
  private static final float Q4 = 1.1267241e-4f;
  private static final float Q5 = 5.016585e-7f;

  private Normal() {}

  /** Multiplies values with their distribution function: the GELU of each. */
  static void gelu(float[] values) {
    gelu(values, values.length);
  }

  /**
   * The same for the first values alone.
   *
   * @param n how many
   */
  static void gelu(float[] values, int n) {
    for (int i = 0; i < n; i++) {
      float value = values[i];
      float x = Math.max(-BOUND, Math.min(BOUND, value));
      float y = x * x;
      float p = (((P4 * y + P3) * y + P2) * y + P1) * y + P0;
      float q = ((((Q5 * y + Q4) * y + Q3) * y + Q2) * y + Q1) * y + 1f;
      values[i] = value * (0.5f + x * p / q);
    }
  }
}
