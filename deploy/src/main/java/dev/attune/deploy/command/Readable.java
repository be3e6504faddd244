package dev.attune.deploy.command;

import java.nio.file.Files;
import java.nio.file.Path;

/** Files that people name. */
final class Readable {
  private Readable() {}

  /** The same file, or a {@link Failure} that says that it can't be read. */
  static Path require(Path file) {
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new Failure("There is no file " + file + " that can be read.");
    }
    return file;
  }
}
