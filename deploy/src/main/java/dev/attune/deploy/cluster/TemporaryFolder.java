package dev.attune.deploy.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A new folder that is gone, with all in it, once closed. */
public final class TemporaryFolder implements AutoCloseable {
  private static final int ATTEMPTS = 5;

  private final Path path;

  private TemporaryFolder(Path path) {
    this.path = path;
  }

  /** A new folder whose name starts with {@code attune-} and the given word. */
  public static TemporaryFolder create(String purpose) {
    try {
      return new TemporaryFolder(Files.createTempDirectory("attune-" + purpose + "-"));
    } catch (IOException e) {
      throw new UncheckedIOException("no temporary folder can be made", e);
    }
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  @Override
  public void close() {
    delete(path);
  }

  /** Deletes a folder in which a dying process may still be writing. */
  static void delete(Path folder) {
    for (int attempt = 0; attempt < ATTEMPTS && Files.exists(folder); attempt++) {
      try (Stream<Path> files = Files.walk(folder)) {
        List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
        for (Path file : deepestFirst) {
          Files.deleteIfExists(file);
        }
      } catch (IOException | UncheckedIOException e) {
        // A file came or went meanwhile: look again.
        Thread.onSpinWait();
      }
    }
  }
}
