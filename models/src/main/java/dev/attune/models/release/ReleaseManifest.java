package dev.attune.models.release;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.attune.models.release.ReleaseRefusedException.Reason;
import dev.attune.models.training.DataClass;
import dev.attune.models.usage.ModelShape;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What {@code manifest.json} says of a release.
 *
 * @param formatVersion the version of the folder's form; this code reads {@link #FORMAT_VERSION}
 * @param releaseId the release's name: letters, digits, dots, dashes and underscores
 * @param created when it was made, ISO 8601
 * @param trainingDataClass what it was trained on, such as {@code simulated}
 * @param opset the ONNX operator set of the graphs
 * @param shape the sizes of the graphs' arrays
 * @param vocabulary the rows of the item table
 * @param files every file besides the manifest
 */
public record ReleaseManifest(
    int formatVersion,
    String releaseId,
    String created,
    String trainingDataClass,
    int opset,
    ModelShape shape,
    VocabularyFile vocabulary,
    List<ReleaseFile> files) {

  /** The manifest's own name. */
  public static final String FILE = "manifest.json";

  /** The signature over the bytes of the manifest: 64 bytes, Ed25519. */
  public static final String SIGNATURE = "manifest.json.sig";

  /** The version of the form that this code reads. */
  public static final int FORMAT_VERSION = 2;

  /** The graph that folds events into states. */
  public static final String UPDATE = "update.onnx";

  /** The graph that reads states. */
  public static final String READOUT = "readout.onnx";

  /** The graph that scores candidates. */
  public static final String RANK = "rank.onnx";

  /** The graph that writes sessions; a release may do without. */
  public static final String SAMPLE = "sample.onnx";

  /** How cohorts are summarized for {@link #SAMPLE}; there exactly if that is. */
  public static final String COHORTS = "cohorts.json";

  /** The known items. */
  public static final String VOCABULARY = "vocabulary.txt";

  /** Which items go together. */
  public static final String NEIGHBORS = "neighbors.bin";

  /** Inputs of the graphs and what they must answer. */
  public static final String GOLDEN = "golden.json";

  /** The graphs. */
  public static final List<String> GRAPHS = List.of(UPDATE, READOUT, RANK);

  private static final Set<String> NEEDED =
      Set.of(UPDATE, READOUT, RANK, VOCABULARY, NEIGHBORS, GOLDEN);

  // What a release is called where none is named, and a key of the topic of releases.
  private static final Set<String> RESERVED = Set.of("built-in", "fallback", "rollout");

  private static final Set<String> PUBLIC =
      Set.of(DataClass.SIMULATED.label(), DataClass.PUBLIC.label());

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,63}");
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          // A later manifest may say more.
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  /**
   * Checks all that can be checked without the files.
   *
   * @throws ReleaseRefusedException if something is missing or out of its range
   */
  public ReleaseManifest {
    check(
        formatVersion == FORMAT_VERSION,
        "has format version " + formatVersion + ", this program reads " + FORMAT_VERSION);
    check(isReleaseId(releaseId), "has no usable releaseId");
    check(isInstant(created), "has no usable time in created");
    check(!trainingDataClass.isBlank(), "does not say what the release was trained on");
    check(
        Reason.SHAPE,
        shape.equals(ModelShape.STANDARD),
        "has " + shape + ", this program needs " + ModelShape.STANDARD);
    files = List.copyOf(files);
    Set<String> names = new TreeSet<>();
    for (ReleaseFile file : files) {
      check(names.add(file.name()), "lists " + file.name() + " twice");
    }
    Set<String> missing = new TreeSet<>(NEEDED);
    missing.removeAll(names);
    check(missing.isEmpty(), "does not list " + String.join(", ", missing));
  }

  /**
   * Reads a manifest.
   *
   * @throws ReleaseRefusedException if it is not one, or not one this code can use
   */
  public static ReleaseManifest parse(byte[] json) {
    try {
      return JSON.readValue(json, ReleaseManifest.class);
    } catch (IOException e) {
      if (e.getCause() instanceof ReleaseRefusedException refused) {
        throw refused;
      }
      String reason = e.getMessage().lines().findFirst().orElse("no reason given");
      throw new ReleaseRefusedException(Reason.MALFORMED, FILE + " can't be read: " + reason, e);
    }
  }

  /** The entry of a file that every manifest has. */
  public ReleaseFile file(String name) {
    return files.stream()
        .filter(file -> file.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("the manifest does not list " + name));
  }

  /**
   * Whether nobody's data is in the release: it has learned from simulated or public data only, so
   * that what it writes costs no privacy.
   */
  public boolean isFromPublicData() {
    return PUBLIC.contains(trainingDataClass);
  }

  /** SHA-256 as manifests write it: in lower-case hexadecimal. */
  public static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Whether this can be the id of a release. */
  public static boolean isReleaseId(@Nullable String id) {
    return isName(id) && !RESERVED.contains(id);
  }

  /** Whether this can be the name of a file of a release: a plain one, without folders. */
  public static boolean isFileName(@Nullable String name) {
    return isName(name);
  }

  private static boolean isName(@Nullable String name) {
    return name != null && NAME.matcher(name).matches();
  }

  private static boolean isInstant(String text) {
    try {
      Instant.parse(text);
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static void check(boolean holds, String problem) {
    check(Reason.MALFORMED, holds, problem);
  }

  private static void check(Reason reason, boolean holds, String problem) {
    if (!holds) {
      throw new ReleaseRefusedException(reason, FILE + " " + problem);
    }
  }

  /**
   * One file of a release.
   *
   * @param name its name inside the folder
   * @param size bytes
   * @param sha256 in lower-case hexadecimal
   */
  public record ReleaseFile(String name, long size, String sha256) {

    /** The most bytes a file may have: a release is held in memory. */
    public static final long MAX_SIZE = 256L << 20;

    /**
     * @throws ReleaseRefusedException if a value can't be right
     */
    public ReleaseFile {
      check(isName(name), "lists a file whose name is not a plain one");
      check(!name.equals(FILE) && !name.equals(SIGNATURE), "lists " + name);
      check(size >= 0 && size <= MAX_SIZE, "lists " + name + " with a size of " + size);
      check(SHA256.matcher(sha256).matches(), "lists " + name + " without a SHA-256");
    }
  }

  /**
   * The vocabulary of a release.
   *
   * @param size all rows of the item table
   * @param sha256 of the file, in lower-case hexadecimal
   */
  public record VocabularyFile(int size, String sha256) {}
}
