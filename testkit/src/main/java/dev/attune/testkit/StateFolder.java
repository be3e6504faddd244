package dev.attune.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A temporary folder for the stores of one kit. */
record StateFolder(Path path) {

  static StateFolder create() {
    try {
      return new StateFolder(Files.createTempDirectory("attune-testkit-"));
    } catch (IOException e) {
      throw new UncheckedIOException("no folder for the stores of a test", e);
    }
  }

  void delete() {
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the folder of a test can't be removed", e);
    }
  }
}
