package dev.attune.privacy.pseudonym;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Base64;

/**
 * A user, as far as Attune knows: 16 bytes, made on the phone by {@link Pseudonymizer}. Immutable.
 * Ordered as unsigned bytes, which is also how Kafka and RocksDB order them as keys.
 *
 * <p>It identifies a person's data to whoever holds other data under the same pseudonym, so it
 * belongs in record keys and nowhere else: not in logs, metrics or messages.
 */
public final class Pseudonym implements Comparable<Pseudonym> {
  /** The length of a pseudonym, in bytes. */
  public static final int BYTES = 16;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  // Two numbers and no array: a pseudonym is made for every event, and compared and hashed all the
  // time.
  private final long high;
  private final long low;

  private Pseudonym(long high, long low) {
    this.high = high;
    this.low = low;
  }

  /**
   * The pseudonym of these bytes, which are copied.
   *
   * @throws IllegalArgumentException unless there are 16
   */
  public static Pseudonym of(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException(
          "a pseudonym has " + BYTES + " bytes, not " + bytes.length);
    }
    return new Pseudonym((long) LONG.get(bytes, 0), (long) LONG.get(bytes, 8));
  }

  /**
   * The pseudonym that {@link #toString()} wrote.
   *
   * @param text base64url without padding, 22 characters
   * @throws IllegalArgumentException if it is anything else
   */
  public static Pseudonym parse(String text) {
    Pseudonym parsed = of(Base64.getUrlDecoder().decode(text));
    if (!parsed.toString().equals(text)) {
      throw new IllegalArgumentException("not the base64url form, without padding, of 16 bytes");
    }
    return parsed;
  }

  /** A copy of the 16 bytes. */
  public byte[] bytes() {
    byte[] bytes = new byte[BYTES];
    LONG.set(bytes, 0, high);
    LONG.set(bytes, 8, low);
    return bytes;
  }

  @Override
  public int compareTo(Pseudonym other) {
    int byHigh = Long.compareUnsigned(high, other.high);
    return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Pseudonym that && high == that.high && low == that.low;
  }

  /** Stable across processes and versions: the pseudonym's bits are already evenly spread. */
  @Override
  public int hashCode() {
    return Long.hashCode(high ^ low);
  }

  /** Base64url without padding, 22 characters. */
  @Override
  public String toString() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes());
  }
}
