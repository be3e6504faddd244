package dev.attune.models.release;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.attune.models.release.signing.SigningKey;
import dev.attune.models.release.signing.TrustedKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The tiny release of the tests, made by src/test/python/tiny_release.py, and damaged copies of it.
 */
public final class TestReleases {

  /** Signs the test releases; made anew in every run. */
  public static final SigningKey KEY = SigningKey.generate("test");

  /** Trusts the key of the test releases only. */
  public static final TrustedKeys TRUSTED = TrustedKeys.of(List.of(KEY.publicKey()));

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path TINY = signedCopy();

  private TestReleases() {}

  /** The folder of the tiny release, signed; not to be written to. */
  public static Path tiny() {
    return TINY;
  }

  /** Copies the tiny release, signed. */
  public static Path copyTo(Path folder) {
    try (Stream<Path> files = Files.list(unsigned())) {
      for (Path file : files.toList()) {
        Files.copy(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ReleaseSigner.sign(folder, KEY);
    return folder;
  }

  /** Changes a file's bytes and leaves the manifest as it is. */
  public static void damage(Path folder, String name, UnaryOperator<byte[]> change) {
    try {
      Path file = folder.resolve(name);
      Files.write(file, change.apply(Files.readAllBytes(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Changes a file's bytes and makes the manifest fit, as someone who builds a bad release does.
   */
  public static void rebuild(Path folder, String name, UnaryOperator<byte[]> change) {
    damage(folder, name, change);
    try {
      byte[] bytes = Files.readAllBytes(folder.resolve(name));
      manifest(
          folder,
          manifest -> {
            for (var entry : (ArrayNode) manifest.get("files")) {
              if (entry.get("name").asText().equals(name)) {
                ((ObjectNode) entry)
                    .put("size", bytes.length)
                    .put("sha256", ReleaseManifest.sha256(bytes));
              }
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Changes the manifest and signs it again. */
  public static void manifest(Path folder, Consumer<ObjectNode> change) {
    alterManifest(folder, change);
    ReleaseSigner.sign(folder, KEY);
  }

  /** Changes the manifest and leaves the signature as it is. */
  public static void alterManifest(Path folder, Consumer<ObjectNode> change) {
    damage(
        folder,
        "manifest.json",
        bytes -> {
          try {
            ObjectNode manifest = (ObjectNode) JSON.readTree(bytes);
            change.accept(manifest);
            return JSON.writeValueAsBytes(manifest);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private static Path unsigned() {
    try {
      return Path.of(TestReleases.class.getResource("/dev/attune/models/tiny-release").toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path signedCopy() {
    try {
      Path folder = Files.createTempDirectory("attune-tiny-release");
      // Deleted in reverse: the folder last.
      folder.toFile().deleteOnExit();
      copyTo(folder);
      try (Stream<Path> files = Files.list(folder)) {
        files.forEach(file -> file.toFile().deleteOnExit());
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
