package dev.attune.deploy.command;

import dev.attune.topology.app.AttuneConfig;
import dev.attune.topology.app.InvalidConfigException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Prints the flags of the JVM that follow from the memory that the configuration of {@code attune
 * run} gives the process. A program of its own, because a JVM can't change them once it runs; the
 * launcher asks it first.
 */
final class MemoryFlags {

  private static final String OPTION = "--config";

  private MemoryFlags() {}

  /**
   * @param arguments those of {@code attune run}
   */
  public static void main(String[] arguments) {
    flags(arguments).ifPresent(System.out::println);
  }

  /** The flags, in one line; empty if there is no configuration that can be used. */
  static Optional<String> flags(String... arguments) {
    try {
      return file(arguments)
          .map(file -> String.join(" ", AttuneConfig.load(file).memory().jvmFlags()));
    } catch (InvalidConfigException e) {
      // The command itself says so.
      return Optional.empty();
    }
  }

  private static Optional<Path> file(String... arguments) {
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i].startsWith(OPTION + "=")) {
        return Optional.of(Path.of(arguments[i].substring(OPTION.length() + 1)));
      }
      if (arguments[i].equals(OPTION) && i + 1 < arguments.length) {
        return Optional.of(Path.of(arguments[i + 1]));
      }
    }
    return Optional.empty();
  }
}
