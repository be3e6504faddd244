package dev.attune.models.usage;

/**
 * IEEE 754 binary16, which Java 17 has no methods for. Rounds to nearest, ties to even, as {@code
 * Float.floatToFloat16} of Java 20 does; what is too large becomes infinite.
 */
public final class Fp16 {

  // 2^112 and 2^-112: the distance between the exponents' biases, 127 and 15.
  private static final float SCALE = 0x1p112f;
  private static final int BIAS_DISTANCE = 112 << 23;
  private static final int FLOAT_INFINITY = 0x7F800000;
  // The least float that rounds to infinity is 65,520, half a step over the largest half.
  private static final int TOO_LARGE = 0x477FF000;
  private static final int LEAST_NORMAL = 113 << 23;
  private static final float SUBNORMAL_MAGIC = 0.5f;
  private static final int SUBNORMAL_MAGIC_BITS = 126 << 23;

  private Fp16() {}

  /** The float with the value of these 16 bits; exact. */
  public static float toFloat(short half) {
    int magnitude = half & 0x7FFF;
    int sign = (half & 0x8000) << 16;
    if (magnitude >= 0x7C00) {
      return Float.intBitsToFloat(sign | FLOAT_INFINITY | (magnitude & 0x03FF) << 13);
    }
    // Scaling by a power of two also normalizes what is subnormal as a half.
    float value = Float.intBitsToFloat(magnitude << 13) * SCALE;
    return Float.intBitsToFloat(sign | Float.floatToRawIntBits(value));
  }

  /** The nearest half, as 16 bits. */
  public static short fromFloat(float value) {
    int bits = Float.floatToRawIntBits(value);
    int sign = bits >>> 16 & 0x8000;
    int magnitude = bits & 0x7FFFFFFF;
    if (magnitude >= TOO_LARGE) {
      // A NaN keeps its upper bits, and at least one so that it stays a NaN.
      int nan = magnitude > FLOAT_INFINITY ? 0x0200 | magnitude >>> 13 & 0x03FF : 0;
      return (short) (sign | 0x7C00 | nan);
    }
    if (magnitude < LEAST_NORMAL) {
      // In the sum with 0.5 one unit of the last place is 2^-24, the step of subnormal halfs, so
      // that the addition itself rounds.
      float shifted = Float.intBitsToFloat(magnitude) + SUBNORMAL_MAGIC;
      return (short) (sign | Float.floatToRawIntBits(shifted) - SUBNORMAL_MAGIC_BITS);
    }
    int odd = magnitude >>> 13 & 1;
    return (short) (sign | magnitude - BIAS_DISTANCE + 0x0FFF + odd >>> 13);
  }

  /** The value after a way through 16 bits and back. */
  public static float round(float value) {
    return toFloat(fromFloat(value));
  }

  /** Rounds a part of an array in place. */
  public static void round(float[] values, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      values[i] = round(values[i]);
    }
  }
}
