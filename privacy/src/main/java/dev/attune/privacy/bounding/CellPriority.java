package dev.attune.privacy.bounding;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Which cells of a user are kept when there are too many: those of smallest priority, a
 * pseudorandom function (HMAC-SHA-256) of user, window and cell.
 *
 * <p>Priorities look at nothing but the user's own identity and cells. That, not the secrecy of the
 * key, is what the proof of sensitivity needs; the key only keeps users from choosing which of
 * their cells count. Drawing afresh per user and window makes the kept cells a fair sample. Not
 * thread-safe.
 */
public final class CellPriority {

  private static final byte[] DOMAIN =
      "attune/privacy/priority/v1".getBytes(StandardCharsets.US_ASCII);
  private static final byte CELL = 1;
  private static final byte NAME = 2;
  private static final int KEY_BYTES = 32;

  private final Mac mac;

  private CellPriority(Mac mac) {
    this.mac = mac;
  }

  /**
   * Priorities under a key.
   *
   * @param key 32 bytes, for this purpose only; copied
   */
  public static CellPriority withKey(byte[] key) {
    if (key.length != KEY_BYTES) {
      throw new IllegalArgumentException("key must have 32 bytes, had " + key.length);
    }
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return new CellPriority(mac);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java has no HMAC-SHA-256", e);
    }
  }

  /**
   * The priority of a numbered cell.
   *
   * @param user the pseudonym's bytes, at most 255
   * @param window the start of the window, seconds since 1970
   * @return to be compared with {@link Long#compareUnsigned}; the smaller is kept
   */
  public long of(byte[] user, long window, int cell) {
    return prf(user, window, CELL, ByteBuffer.allocate(Integer.BYTES).putInt(cell).array());
  }

  /** The priority of a named cell; otherwise as {@link #of(byte[], long, int)}. */
  public long of(byte[] user, long window, String name) {
    return prf(user, window, NAME, name.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Input: domain, kind, length of user, user, window, cell. One reading only: cell is the rest.
   */
  private long prf(byte[] user, long window, byte kind, byte[] cell) {
    if (user.length > 255) {
      throw new IllegalArgumentException("user must have at most 255 bytes, had " + user.length);
    }
    mac.update(DOMAIN);
    mac.update(kind);
    mac.update((byte) user.length);
    mac.update(user);
    mac.update(ByteBuffer.allocate(Long.BYTES).putLong(window).array());
    return ByteBuffer.wrap(mac.doFinal(cell)).getLong();
  }
}
