package dev.attune.topology.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Refuses a command line that ONNX Runtime would not survive: on Linux, version 1.29.0 reads {@code
 * /proc/self/cmdline} when it starts, and a process whose command line has more than some 3980
 * bytes, as one with a long class path easily has, ends there with a segmentation fault and without
 * a word.
 */
final class CommandLineLimit {

  /** Below what was seen to crash, in bytes. */
  static final int BYTES = 3900;

  private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");

  private CommandLineLimit() {}

  /**
   * @throws StartupException if this process was started with too long a command line
   */
  static void check() {
    try {
      check(Files.exists(COMMAND_LINE) ? Files.readAllBytes(COMMAND_LINE).length : 0);
    } catch (IOException e) {
      // Then nobody else can read it either.
    }
  }

  static void check(int bytes) {
    if (bytes > BYTES) {
      throw new StartupException(
          "The command line of this process has "
              + bytes
              + " bytes; ONNX Runtime crashes where it has more than about "
              + BYTES
              + ". Give the class path as -cp 'folder/*', in the environment variable CLASSPATH, or"
              + " in an argument file (java @file).",
          null);
    }
  }
}
