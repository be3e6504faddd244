package dev.attune.models.folded;

/**
 * The logistic function 1 / (1 + e^-x) of a whole array, within 2.5e-7 of the true value: 1/2 + x
 * P(x²) / Q(x²), with the coefficients that src/test/python/odd_rationals.py finds, for |x| up to
 * {@value #BOUND}; what lies beyond is 0 or 1 to within 1e-7 and is taken at the bound.
 *
 * <p>Only additions, multiplications and one division, which Java defines to the last bit: the same
 * input gives the same bits on every machine and under every compiler. The loops are plain, so that
 * the JIT makes vector instructions of them; they stay apart because it does so for short loops
 * only.
 */
public final class Sigmoid {

  /** Where the approximation ends. */
  public static final float BOUND = 18f;

  private static final float P0 = 0.24999997f;
  private static final float P1 = 8.266747e-3f;
  private static final float P2 = 5.1584764e-5f;
  private static final float P3 = 6.4623243e-8f;
  private static final float Q1 = 0.116400197f;
  private static final float Q2 = 1.5730578e-3f;
  private static final float Q3 = 4.593519e-6f;
  private static final float Q4 = 1.8431804e-9f;
  private static final float Q5 = -2.5153363e-13f;

  private Sigmoid() {}

  /** Takes the values between the bounds. */
  public static void clamp(float[] values, float[] out) {
    for (int i = 0; i < values.length; i++) {
      out[i] = Math.max(-BOUND, Math.min(BOUND, values[i]));
    }
  }

  /** The function of values that lie between the bounds. */
  public static void of(float[] values, float[] out) {
    for (int i = 0; i < values.length; i++) {
      float x = values[i];
      float y = x * x;
      float p = ((P3 * y + P2) * y + P1) * y + P0;
      float q = ((((Q5 * y + Q4) * y + Q3) * y + Q2) * y + Q1) * y + 1f;
      out[i] = 0.5f + x * p / q;
    }
  }
}
