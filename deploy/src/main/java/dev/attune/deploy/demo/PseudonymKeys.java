package dev.attune.deploy.demo;

import dev.attune.privacy.pseudonym.Pseudonymizer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;

/** Keys for the pseudonyms of simulated users. */
final class PseudonymKeys {
  private PseudonymKeys() {}

  /** A key that the seed gives where runs must be equal, a random one otherwise. */
  static Pseudonymizer of(DemoSettings settings) {
    return settings.deterministic() ? Pseudonymizer.withKey(derived(settings.seed())) : random();
  }

  /** A key that no one knows. */
  static Pseudonymizer random() {
    byte[] key = new byte[Pseudonymizer.KEY_BYTES];
    new SecureRandom().nextBytes(key);
    return Pseudonymizer.withKey(key);
  }

  private static byte[] derived(long seed) {
    try {
      return MessageDigest.getInstance("SHA-256")
          .digest(("attune demo, seed " + seed).getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
