package dev.attune.privacy.pseudonym;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.prf.HmacPrfKey;
import com.google.crypto.tink.prf.HmacPrfParameters;
import com.google.crypto.tink.prf.PrfConfig;
import com.google.crypto.tink.prf.PrfSet;
import com.google.crypto.tink.util.SecretBytes;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

/**
 * Makes pseudonyms from ids, on the phone, so that the ids never leave it. Thread-safe.
 *
 * <p>A pseudonym is HMAC-SHA-256 under the key of the current epoch, cut to 16 bytes for users and
 * 8 for phones, over
 *
 * <pre>
 *   0x01 | length of the kind (4 bytes, big-endian) | kind, "user" or "device" | length of the id | id in UTF-8
 * </pre>
 *
 * <p>The lengths make the input unambiguous, and the kind keeps a user and a phone with the same id
 * apart. Without the key, pseudonyms can't be told from random bytes, so ids can't be found by
 * trying them all, as they can be behind a plain or salted hash. Once the key of an epoch is
 * destroyed, its pseudonyms can't be linked to ids or to those of another epoch. Among 10^9 users,
 * two share a pseudonym with probability 1.5 * 10^-21.
 */
public final class Pseudonymizer {
  /** The length of an epoch's key, in bytes. */
  public static final int KEY_BYTES = 32;

  /** The length of a phone's pseudonym, in bytes. */
  public static final int DEVICE_BYTES = 8;

  private static final byte FORMAT = 1;
  private static final byte[] USER = "user".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] DEVICE = "device".getBytes(StandardCharsets.US_ASCII);

  private final PrfSet prf;

  private Pseudonymizer(PrfSet prf) {
    this.prf = prf;
  }

  /**
   * A pseudonymizer for one epoch.
   *
   * @param epochKey the epoch's secret key, 32 bytes, which are copied
   * @throws IllegalArgumentException if the key has another length
   */
  public static Pseudonymizer withKey(byte[] epochKey) {
    if (epochKey.length != KEY_BYTES) {
      throw new IllegalArgumentException(
          "an epoch's key has " + KEY_BYTES + " bytes, not " + epochKey.length);
    }
    try {
      PrfConfig.register();
      HmacPrfParameters parameters =
          HmacPrfParameters.builder()
              .setKeySizeBytes(KEY_BYTES)
              .setHashType(HmacPrfParameters.HashType.SHA256)
              .build();
      HmacPrfKey key =
          HmacPrfKey.builder()
              .setParameters(parameters)
              .setKeyBytes(SecretBytes.copyFrom(epochKey, InsecureSecretKeyAccess.get()))
              .build();
      KeysetHandle keys =
          KeysetHandle.newBuilder()
              .addEntry(KeysetHandle.importKey(key).withRandomId().makePrimary())
              .build();
      return new Pseudonymizer(keys.getPrimitive(RegistryConfiguration.get(), PrfSet.class));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no HMAC-SHA-256", e);
    }
  }

  /**
   * The pseudonym of a user.
   *
   * @param userId the id under which the phone knows its user: not empty, compared exactly,
   *     well-formed Unicode
   * @throws IllegalArgumentException if the id is not like that
   */
  public Pseudonym user(String userId) {
    return Pseudonym.of(compute(USER, userId, Pseudonym.BYTES));
  }

  /**
   * The pseudonym of a phone, 8 bytes; it only has to tell the phones of one user apart.
   *
   * @param deviceId the phone's id: not empty, compared exactly, well-formed Unicode
   * @throws IllegalArgumentException if the id is not like that
   */
  public byte[] device(String deviceId) {
    return compute(DEVICE, deviceId, DEVICE_BYTES);
  }

  private byte[] compute(byte[] kind, String id, int length) {
    try {
      return prf.computePrimary(input(kind, id), length);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC-SHA-256 failed", e);
    }
  }

  private static byte[] input(byte[] kind, String id) {
    if (id.isEmpty()) {
      throw new IllegalArgumentException("an id must not be empty");
    }
    ByteBuffer utf8 = utf8(id);
    ByteBuffer input = ByteBuffer.allocate(1 + 4 + kind.length + 4 + utf8.remaining());
    input.put(FORMAT).putInt(kind.length).put(kind).putInt(utf8.remaining()).put(utf8);
    return input.array();
  }

  /**
   * Strict, unlike {@code String.getBytes}, which would give all ids with broken surrogates the
   * same bytes.
   */
  private static ByteBuffer utf8(String id) {
    try {
      return StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(id));
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("an id must be well-formed Unicode", e);
    }
  }
}
