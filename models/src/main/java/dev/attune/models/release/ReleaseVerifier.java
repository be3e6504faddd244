package dev.attune.models.release;

import dev.attune.models.release.ReleaseManifest.ReleaseFile;
import dev.attune.models.release.ReleaseRefusedException.Reason;
import dev.attune.models.vocabulary.Vocabulary;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * Reads a release once and checks what can be checked without running it: manifest, size and
 * SHA-256 of every file, vocabulary, operators and opset of the graphs. Names and shapes of inputs
 * and outputs, and the golden vectors, are checked when the graphs are loaded.
 */
final class ReleaseVerifier {

  private static final int MAX_MANIFEST = 1 << 20;

  private ReleaseVerifier() {}

  /**
   * Reads and checks all files.
   *
   * @throws ReleaseRefusedException if anything is missing, unreadable or not as the manifest says
   */
  static VerifiedRelease verify(ReleaseSource source) {
    ReleaseManifest manifest =
        ReleaseManifest.parse(read(source, ReleaseManifest.FILE, MAX_MANIFEST));
    Map<String, byte[]> files = new HashMap<>();
    for (ReleaseFile file : manifest.files()) {
      files.put(file.name(), readVerified(source, file));
    }
    Vocabulary vocabulary = vocabulary(manifest, files.get(ReleaseManifest.VOCABULARY));
    Map<String, byte[]> graphs = new HashMap<>();
    for (String name : ReleaseManifest.GRAPHS) {
      byte[] bytes = files.get(name);
      GraphOperators.check(name, bytes, manifest.opset());
      graphs.put(name, bytes);
    }
    GoldenVectors golden = GoldenVectors.parse(files.get(ReleaseManifest.GOLDEN));
    return new VerifiedRelease(manifest, vocabulary, golden, graphs);
  }

  private static byte[] readVerified(ReleaseSource source, ReleaseFile file) {
    byte[] bytes = read(source, file.name(), file.size());
    if (bytes.length != file.size()) {
      throw new ReleaseRefusedException(
          Reason.WRONG_SIZE,
          file.name() + " has " + bytes.length + " bytes, the manifest says " + file.size());
    }
    if (!sha256(bytes).equals(file.sha256())) {
      throw new ReleaseRefusedException(
          Reason.WRONG_HASH, file.name() + " is not the file of the manifest: its SHA-256 differs");
    }
    return bytes;
  }

  private static byte[] read(ReleaseSource source, String name, long most) {
    try (InputStream in = source.open(name)) {
      byte[] bytes = in.readNBytes((int) most);
      if (in.read() >= 0) {
        throw new ReleaseRefusedException(
            Reason.WRONG_SIZE, name + " is longer than the " + most + " bytes it may have");
      }
      return bytes;
    } catch (NoSuchFileException e) {
      throw new ReleaseRefusedException(Reason.MISSING_FILE, name + " is missing", e);
    } catch (IOException e) {
      throw new ReleaseRefusedException(
          Reason.MISSING_FILE, name + " can't be read: " + e.getMessage(), e);
    }
  }

  private static Vocabulary vocabulary(ReleaseManifest manifest, byte[] file) {
    Vocabulary vocabulary;
    try {
      vocabulary = Vocabulary.parse(file);
    } catch (IllegalArgumentException e) {
      throw new ReleaseRefusedException(
          Reason.MALFORMED, ReleaseManifest.VOCABULARY + " can't be used: " + e.getMessage(), e);
    }
    if (vocabulary.size() != manifest.vocabulary().size()) {
      throw new ReleaseRefusedException(
          Reason.SHAPE,
          ReleaseManifest.VOCABULARY
              + " makes "
              + vocabulary.size()
              + " rows, the manifest says "
              + manifest.vocabulary().size());
    }
    if (!vocabulary.digest().equals(manifest.vocabulary().sha256())) {
      throw new ReleaseRefusedException(
          Reason.WRONG_HASH,
          ReleaseManifest.VOCABULARY + " is not the one the graphs were made for");
    }
    return vocabulary;
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
