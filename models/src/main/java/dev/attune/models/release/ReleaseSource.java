package dev.attune.models.release;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the files of a release come from. */
@FunctionalInterface
public interface ReleaseSource {

  /**
   * Opens a file for reading.
   *
   * @throws java.nio.file.NoSuchFileException if it is missing
   */
  InputStream open(String name) throws IOException;

  /** The files of a folder. */
  static ReleaseSource folder(Path folder) {
    return name -> Files.newInputStream(folder.resolve(name));
  }
}
