package dev.attune.deploy.release;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.attune.models.release.ReleaseManifest;
import dev.attune.models.release.ReleaseManifest.ReleaseFile;
import dev.attune.models.release.ReleaseSigner;
import dev.attune.models.release.ReleaseSource;
import dev.attune.models.release.Releases;
import dev.attune.models.release.signing.SigningKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.UnaryOperator;

/**
 * Makes releases out of the one that this build carries: sound ones by other names, and ones that
 * are broken in all the ways that must be found out. Signed with a key made for it.
 */
public final class ForgedReleases {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int FLIPPED = 0x10;
  private static final int DETOURS = 150;
  private static final int DETOUR_WIDTH = 1024;

  private final Path folder;
  private final SigningKey key = SigningKey.generate("forger");

  /**
   * @param folder where releases are put; the caller's to delete
   */
  public ForgedReleases(Path folder) {
    this.folder = folder;
  }

  /** A file that makes an application trust these releases ({@code model.trusted.keys}). */
  public Path trustedKeys() {
    try {
      return Files.writeString(folder.resolve("trusted.keys"), key.publicKey().line() + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same release by another name. */
  public Path sound(String id) {
    return make(id, ReleaseManifest.RANK, graph -> graph);
  }

  /** One byte of a graph is another one than was signed. */
  public Path flippedByte(String id) {
    Path release = sound(id);
    change(
        release.resolve(ReleaseManifest.UPDATE),
        graph -> {
          byte[] changed = graph.clone();
          changed[changed.length / 2] ^= FLIPPED;
          return changed;
        });
    return release;
  }

  /** A graph has other inputs and outputs than it must have. */
  public Path wrongShape(String id) {
    return make(id, ReleaseManifest.RANK, graph -> bytes(ReleaseManifest.READOUT));
  }

  /** The weights of a graph are no numbers. */
  public Path notNumbers(String id) {
    return make(
        id,
        ReleaseManifest.RANK,
        graph ->
            new GraphEdit(graph)
                .table(
                    "embedding",
                    table -> {
                      Arrays.fill(table, Float.NaN);
                      return table;
                    })
                .bytes());
  }

  /** A graph answers what it must, but takes very long. */
  public Path slow(String id) {
    int width = Releases.builtIn().manifest().shape().representation();
    return make(
        id,
        ReleaseManifest.READOUT,
        graph -> new GraphEdit(graph).detour("repr", width, DETOUR_WIDTH, DETOURS).bytes());
  }

  /**
   * The biases of some items are changed, but not of those that the golden vectors ask about.
   *
   * @param bias what the bias of an item becomes; {@code NaN} makes a release whose answers are no
   *     numbers for some users only, a large number one that ranks badly
   * @param every one item of so many is changed
   */
  public Path biased(String id, float bias, int every) {
    boolean[] asked = askedByGolden();
    return make(
        id,
        ReleaseManifest.RANK,
        graph ->
            new GraphEdit(graph)
                .table(
                    "bias",
                    table -> {
                      for (int i = 0; i < table.length; i += every) {
                        if (i >= asked.length || !asked[i]) {
                          table[i] = bias;
                        }
                      }
                      return table;
                    })
                .bytes());
  }

  private static boolean[] askedByGolden() {
    try {
      boolean[] asked = new boolean[Releases.builtIn().vocabulary().size()];
      JSON.readTree(bytes(ReleaseManifest.GOLDEN))
          .path("rank")
          .path("cand")
          .forEach(index -> asked[index.asInt()] = true);
      return asked;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path make(String id, String file, UnaryOperator<byte[]> change) {
    Path release = folder.resolve(id);
    try {
      Files.createDirectories(release);
      ReleaseManifest manifest = Releases.builtIn().manifest();
      for (ReleaseFile listed : manifest.files()) {
        Files.write(release.resolve(listed.name()), bytes(listed.name()));
      }
      change(release.resolve(file), change);
      ObjectNode json = (ObjectNode) JSON.readTree(bytes(ReleaseManifest.FILE));
      json.put("releaseId", id);
      for (var listed : json.withArray("files")) {
        byte[] bytes = Files.readAllBytes(release.resolve(listed.path("name").asText()));
        ((ObjectNode) listed).put("size", bytes.length).put("sha256", sha256(bytes));
      }
      Files.write(release.resolve(ReleaseManifest.FILE), JSON.writeValueAsBytes(json));
      ReleaseSigner.sign(release, key);
      return release;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void change(Path file, UnaryOperator<byte[]> change) {
    try {
      Files.write(file, change.apply(Files.readAllBytes(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(String name) {
    ReleaseSource builtIn = Releases.builtInFiles();
    try (InputStream in = builtIn.open(name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
