package dev.attune.models.release.rollout;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Shares users out over 1000 buckets, the same on every instance and forever. Users in one bucket
 * for one salt are spread over all buckets for another.
 */
public final class ReleaseShare {

  /** How many buckets there are, so that a share is counted in thousandths. */
  public static final int BUCKETS = 1000;

  private ReleaseShare() {}

  /**
   * The bucket of a user: the first 4 bytes of SHA-256(salt, user), as an unsigned big-endian
   * number, modulo 1000. (2^32 is no multiple of 1000: buckets differ in size by less than one in a
   * million.)
   *
   * @param user the bytes of the pseudonym
   * @param salt hashed as UTF-8
   * @return 0 to 999
   */
  public static int bucket(byte[] user, String salt) {
    MessageDigest digest = sha256();
    digest.update(salt.getBytes(StandardCharsets.UTF_8));
    digest.update(user);
    int first = ByteBuffer.wrap(digest.digest()).getInt();
    return Integer.remainderUnsigned(first, BUCKETS);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
