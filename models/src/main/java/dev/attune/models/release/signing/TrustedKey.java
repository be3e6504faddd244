package dev.attune.models.release.signing;

import com.google.crypto.tink.subtle.Ed25519Verify;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * The public half of a key, with a name for people.
 *
 * @param name letters, digits, dots, dashes and underscores
 * @param key the 32 bytes of an Ed25519 public key as base64url without padding
 */
public record TrustedKey(String name, String key) {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final int BYTES = Ed25519Verify.PUBLIC_KEY_LEN;

  /**
   * @throws KeyException if one can't be right
   */
  public TrustedKey {
    requireName(name);
    decode(key, BYTES, "The public key " + name);
  }

  static TrustedKey of(String name, byte[] key) {
    return new TrustedKey(name, encode(key));
  }

  /** As a line of a file of trusted keys. */
  public String line() {
    return name + " " + key;
  }

  /** Whether this key made the signature of the message. */
  public boolean signed(byte[] message, byte[] signature) {
    try {
      new Ed25519Verify(decode(key, BYTES, name)).verify(signature, message);
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  static void requireName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new KeyException(
          "A key is named with 1 to 64 letters, digits, dots, dashes or underscores.");
    }
  }

  static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  static byte[] decode(String text, int length, String what) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(text);
      // One key has one text, so that texts can be compared.
      if (bytes.length == length && encode(bytes).equals(text)) {
        return bytes;
      }
    } catch (IllegalArgumentException e) {
      throw new KeyException(what + " is not base64url.", e);
    }
    throw new KeyException(what + " is not " + length + " bytes as base64url without padding.");
  }
}
