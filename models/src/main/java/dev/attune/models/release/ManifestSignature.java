package dev.attune.models.release;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.attune.models.release.ReleaseRefusedException.Reason;
import dev.attune.models.release.signing.KeyException;
import dev.attune.models.release.signing.TrustedKey;
import dev.attune.models.release.signing.TrustedKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The signature of a manifest. The manifest itself says by whom it is signed, so that a manifest
 * signed by a stranger can be told from one that was changed; it is believed only if that key is
 * trusted and did sign these bytes.
 */
final class ManifestSignature {

  private static final String SIGNER = "signer";
  private static final int BYTES = 64;
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          // Numbers are to be written as they were read.
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private ManifestSignature() {}

  /** The same manifest, saying that this key signs it. */
  static byte[] withSigner(byte[] manifest, TrustedKey key) {
    try {
      if (JSON.readTree(manifest) instanceof ObjectNode object) {
        object.put(SIGNER, key.line());
        return (object.toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8);
      }
    } catch (IOException e) {
      throw unreadable(e);
    }
    throw unsigned("is no JSON object");
  }

  /**
   * Checks a signature.
   *
   * @return the key
   * @throws ReleaseRefusedException if no trusted key signed these bytes
   */
  static TrustedKey check(byte[] manifest, byte[] signature, TrustedKeys trusted) {
    TrustedKey claimed = signer(manifest);
    TrustedKey key =
        trusted
            .find(claimed.key())
            .orElseThrow(
                () ->
                    new ReleaseRefusedException(
                        Reason.UNTRUSTED_KEY,
                        ReleaseManifest.FILE
                            + " is signed with a key that is not trusted here; whoever trusts it"
                            + " adds the line \""
                            + claimed.line()
                            + "\" to the trusted keys"));
    if (signature.length != BYTES) {
      throw new ReleaseRefusedException(
          Reason.BAD_SIGNATURE,
          ReleaseManifest.SIGNATURE + " has " + signature.length + " bytes, not " + BYTES);
    }
    if (!key.signed(manifest, signature)) {
      throw new ReleaseRefusedException(
          Reason.BAD_SIGNATURE,
          ReleaseManifest.FILE + " is not what the key " + key.name() + " signed");
    }
    return key;
  }

  private static TrustedKey signer(byte[] manifest) {
    try {
      JsonNode signer = JSON.readTree(manifest).path(SIGNER);
      String[] words = signer.asText().split(" ", -1);
      if (signer.isTextual() && words.length == 2) {
        return new TrustedKey(words[0], words[1]);
      }
    } catch (IOException e) {
      throw unreadable(e);
    } catch (KeyException e) {
      throw unsigned("has no usable signer: " + e.getMessage());
    }
    throw unsigned("does not say who signed it; sign it with attune model sign");
  }

  private static ReleaseRefusedException unsigned(String problem) {
    return new ReleaseRefusedException(Reason.BAD_SIGNATURE, ReleaseManifest.FILE + " " + problem);
  }

  private static ReleaseRefusedException unreadable(IOException e) {
    return new ReleaseRefusedException(Reason.MALFORMED, ReleaseManifest.FILE + " is no JSON", e);
  }
}
