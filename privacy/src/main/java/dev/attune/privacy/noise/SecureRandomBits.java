package dev.attune.privacy.noise;

import java.nio.charset.StandardCharsets;
import java.security.DrbgParameters;
import java.security.DrbgParameters.Capability;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;

/**
 * Bits of a DRBG, fetched in blocks.
 *
 * <p>A byte is wiped from the block as it is used: bits that have become noise are not kept, since
 * who knows them can subtract the noise.
 */
final class SecureRandomBits implements RandomBits {

  private static final int BLOCK_BYTES = 1024;
  private static final int STRENGTH_BITS = 256;
  private static final byte[] PERSONALIZATION =
      "attune/privacy/noise/v1".getBytes(StandardCharsets.US_ASCII);

  private final SecureRandom source;
  private final byte[] block = new byte[BLOCK_BYTES];
  private int used = BLOCK_BYTES;
  private int reservoir;
  private int available;

  SecureRandomBits() {
    try {
      source =
          SecureRandom.getInstance(
              "DRBG",
              DrbgParameters.instantiation(
                  STRENGTH_BITS, Capability.RESEED_ONLY, PERSONALIZATION.clone()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java has no DRBG of 256 bits security strength", e);
    }
  }

  @Override
  public long next(int count) {
    if (count < 1 || count > 63) {
      throw new IllegalArgumentException("count must be between 1 and 63, was " + count);
    }
    long result = 0;
    int missing = count;
    while (missing > 0) {
      if (available == 0) {
        reservoir = nextByte();
        available = Byte.SIZE;
      }
      int taken = Math.min(missing, available);
      result = (result << taken) | (reservoir & ((1 << taken) - 1));
      reservoir >>>= taken;
      available -= taken;
      missing -= taken;
    }
    return result;
  }

  private int nextByte() {
    if (used == BLOCK_BYTES) {
      source.nextBytes(block);
      used = 0;
    }
    int value = Byte.toUnsignedInt(block[used]);
    block[used++] = 0;
    return value;
  }
}
