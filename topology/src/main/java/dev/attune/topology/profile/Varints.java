package dev.attune.topology.profile;

import java.nio.ByteBuffer;

/** Variable-length numbers, seven bits a byte, lowest first, as in Protocol Buffers. */
final class Varints {

  private static final int MAX_BYTES = 10;

  private Varints() {}

  static void put(ByteBuffer out, long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out.put((byte) (rest & 0x7F | 0x80));
      rest >>>= 7;
    }
    out.put((byte) rest);
  }

  static long get(ByteBuffer in) {
    long value = 0;
    for (int i = 0; i < MAX_BYTES; i++) {
      byte b = in.get();
      value |= (long) (b & 0x7F) << (7 * i);
      if (b >= 0) {
        return value;
      }
    }
    throw new CorruptProfileException("a number is longer than " + MAX_BYTES + " bytes");
  }

  /** A number that must lie in {@code 0..max}. */
  static int get(ByteBuffer in, int max, String what) {
    long value = get(in);
    if (value < 0 || value > max) {
      throw new CorruptProfileException(what + " is " + value + ", at most " + max + " expected");
    }
    return (int) value;
  }

  static void putSigned(ByteBuffer out, long value) {
    put(out, value << 1 ^ value >> 63);
  }

  static long getSigned(ByteBuffer in) {
    long value = get(in);
    return value >>> 1 ^ -(value & 1);
  }
}
