package dev.attune.models.release;

import dev.attune.models.neighbor.ItemNeighbors;
import dev.attune.models.release.ReleaseManifest.ReleaseFile;
import dev.attune.models.release.ReleaseRefusedException.Reason;
import dev.attune.models.release.signing.TrustedKey;
import dev.attune.models.release.signing.TrustedKeys;
import dev.attune.models.vocabulary.Vocabulary;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a release once and checks what can be checked without running it: manifest, signature, size
 * and SHA-256 of every file, vocabulary, operators and opset of the graphs. The last checks, {@link
 * ReleaseCheck#SHAPES} and {@link ReleaseCheck#GOLDEN}, are made when the graphs are loaded.
 */
public final class ReleaseVerifier {

  private static final int MAX_MANIFEST = 1 << 17;
  private static final int MAX_SIGNATURE = 1 << 10;

  private ReleaseVerifier() {}

  /**
   * Reads and checks all files.
   *
   * @throws ReleaseRefusedException if anything is missing, unreadable or not as the manifest says,
   *     or no trusted key signed the manifest
   */
  public static VerifiedRelease verify(ReleaseSource source, TrustedKeys trusted) {
    return verify(null, source, trusted, passed -> {});
  }

  /**
   * Reads and checks all files of the release that goes by this id where it comes from.
   *
   * @throws ReleaseRefusedException as the other, and if it is another release
   */
  public static VerifiedRelease verify(
      String releaseId, ReleaseSource source, TrustedKeys trusted) {
    return verify(releaseId, source, trusted, passed -> {});
  }

  /**
   * Reads and checks all files.
   *
   * @param releaseId the id by which it goes where it comes from; null where it goes by none
   * @param passed gets every check that passed, in order
   * @throws ReleaseRefusedException from the first check that fails
   */
  public static VerifiedRelease verify(
      @Nullable String releaseId,
      ReleaseSource source,
      TrustedKeys trusted,
      Consumer<ReleaseCheck> passed) {
    byte[] bytes = read(source, ReleaseManifest.FILE, MAX_MANIFEST);
    ReleaseManifest manifest = ReleaseManifest.parse(bytes);
    if (releaseId != null && !releaseId.equals(manifest.releaseId())) {
      throw new ReleaseRefusedException(
          Reason.MALFORMED,
          ReleaseManifest.FILE + " of " + releaseId + " is that of " + manifest.releaseId());
    }
    passed.accept(ReleaseCheck.MANIFEST);
    byte[] signature = read(source, ReleaseManifest.SIGNATURE, MAX_SIGNATURE);
    TrustedKey signer = ManifestSignature.check(bytes, signature, trusted);
    passed.accept(ReleaseCheck.SIGNATURE);
    Map<String, byte[]> files = new HashMap<>();
    for (ReleaseFile file : manifest.files()) {
      files.put(file.name(), readSized(source, file));
    }
    passed.accept(ReleaseCheck.SIZES);
    for (ReleaseFile file : manifest.files()) {
      checkHash(file, files.get(file.name()));
    }
    passed.accept(ReleaseCheck.HASHES);
    Vocabulary vocabulary = vocabulary(manifest, files.get(ReleaseManifest.VOCABULARY));
    ItemNeighbors neighbors = neighbors(manifest, files.get(ReleaseManifest.NEIGHBORS));
    GoldenVectors golden = GoldenVectors.parse(files.get(ReleaseManifest.GOLDEN));
    passed.accept(ReleaseCheck.CONTENTS);
    Map<String, byte[]> graphs = new HashMap<>();
    for (String name : ReleaseManifest.GRAPHS) {
      byte[] graph = files.get(name);
      GraphOperators.check(name, graph, manifest.opset());
      graphs.put(name, graph);
    }
    Optional<SamplerFiles> sampler = sampler(manifest, files);
    passed.accept(ReleaseCheck.OPERATORS);
    return new VerifiedRelease(
        manifest,
        ReleaseManifest.sha256(bytes),
        signer,
        vocabulary,
        neighbors,
        golden,
        graphs,
        sampler);
  }

  private static Optional<SamplerFiles> sampler(
      ReleaseManifest manifest, Map<String, byte[]> files) {
    byte[] graph = files.get(ReleaseManifest.SAMPLE);
    byte[] cohorts = files.get(ReleaseManifest.COHORTS);
    if (graph == null && cohorts == null) {
      return Optional.empty();
    }
    if (graph == null || cohorts == null) {
      throw new ReleaseRefusedException(
          Reason.MALFORMED,
          ReleaseManifest.FILE
              + " lists one of "
              + ReleaseManifest.SAMPLE
              + " and "
              + ReleaseManifest.COHORTS
              + ", which are of use together only");
    }
    GraphOperators.check(ReleaseManifest.SAMPLE, graph, manifest.opset());
    return Optional.of(new SamplerFiles(graph, cohorts, files.get(ReleaseManifest.GOLDEN)));
  }

  private static byte[] readSized(ReleaseSource source, ReleaseFile file) {
    byte[] bytes = read(source, file.name(), file.size());
    if (bytes.length != file.size()) {
      throw new ReleaseRefusedException(
          Reason.WRONG_SIZE,
          file.name() + " has " + bytes.length + " bytes, the manifest says " + file.size());
    }
    return bytes;
  }

  private static void checkHash(ReleaseFile file, byte[] bytes) {
    if (!ReleaseManifest.sha256(bytes).equals(file.sha256())) {
      throw new ReleaseRefusedException(
          Reason.WRONG_HASH, file.name() + " is not the file of the manifest: its SHA-256 differs");
    }
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

  private static ItemNeighbors neighbors(ReleaseManifest manifest, byte[] file) {
    try {
      return ItemNeighbors.parse(file, manifest.vocabulary().size());
    } catch (IllegalArgumentException e) {
      throw new ReleaseRefusedException(
          Reason.MALFORMED, ReleaseManifest.NEIGHBORS + " can't be used: " + e.getMessage(), e);
    }
  }
}
