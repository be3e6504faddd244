package dev.attune.privacy.bounding;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * SipHash-2-4 (Aumasson and Bernstein, "SipHash: a fast short-input PRF", INDOCRYPT 2012): a
 * pseudorandom function from messages of any length to 64 bits under a key of 128 bits. It is to be
 * taken for random by whoever does not know the key; it is no collision-resistant hash.
 */
final class SipHash {

  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private long v0;
  private long v1;
  private long v2;
  private long v3;

  private SipHash(long k0, long k1) {
    v0 = k0 ^ 0x736f6d6570736575L;
    v1 = k1 ^ 0x646f72616e646f6dL;
    v2 = k0 ^ 0x6c7967656e657261L;
    v3 = k1 ^ 0x7465646279746573L;
  }

  /**
   * The value of a message.
   *
   * @param key 16 bytes
   * @param message whose first {@code length} bytes count
   */
  static long of(byte[] key, byte[] message, int length) {
    SipHash state = new SipHash((long) WORDS.get(key, 0), (long) WORDS.get(key, Long.BYTES));
    int at = 0;
    for (; at + Long.BYTES <= length; at += Long.BYTES) {
      state.compress((long) WORDS.get(message, at));
    }
    long last = (long) length << 56;
    for (int shift = 0; at < length; at++, shift += Byte.SIZE) {
      last |= (message[at] & 0xFFL) << shift;
    }
    state.compress(last);
    return state.finish();
  }

  private void compress(long word) {
    v3 ^= word;
    round();
    round();
    v0 ^= word;
  }

  private long finish() {
    v2 ^= 0xFF;
    round();
    round();
    round();
    round();
    return v0 ^ v1 ^ v2 ^ v3;
  }

  private void round() {
    v0 += v1;
    v2 += v3;
    v1 = Long.rotateLeft(v1, 13) ^ v0;
    v3 = Long.rotateLeft(v3, 16) ^ v2;
    v0 = Long.rotateLeft(v0, 32);
    v2 += v1;
    v0 += v3;
    v1 = Long.rotateLeft(v1, 17) ^ v2;
    v3 = Long.rotateLeft(v3, 21) ^ v0;
    v2 = Long.rotateLeft(v2, 32);
  }
}
