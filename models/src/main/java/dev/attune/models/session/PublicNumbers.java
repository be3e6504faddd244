package dev.attune.models.session;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Random numbers that follow from a public text: SplitMix64 (Steele, Lea, Flood 2014) from its
 * SHA-256. Nothing is hidden by them; noise is never drawn here.
 */
final class PublicNumbers {

  private static final double UNIT = 0x1p-53;

  private long state;

  PublicNumbers(String seed) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(seed.getBytes(StandardCharsets.UTF_8));
      state = ByteBuffer.wrap(digest).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private PublicNumbers(long state) {
    this.state = state;
  }

  /** Numbers of their own, which don't depend on how many are drawn here. */
  PublicNumbers fork() {
    return new PublicNumbers(mixed());
  }

  /** A number from 0 to 1, the end excluded. */
  double next() {
    return (mixed() >>> 11) * UNIT;
  }

  private long mixed() {
    state += 0x9E3779B97F4A7C15L;
    long z = state;
    z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return z ^ z >>> 31;
  }

  /** Draws a place with chances in proportion to the weights; the last one if all are zero. */
  int draw(double[] weights) {
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    double left = next() * sum;
    int last = weights.length - 1;
    for (int i = 0; i < last; i++) {
      left -= weights[i];
      if (left < 0) {
        return i;
      }
    }
    return last;
  }
}
