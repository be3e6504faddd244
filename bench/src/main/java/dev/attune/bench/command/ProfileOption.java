package dev.attune.bench.command;

import dev.attune.deploy.command.Failure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whether runs are recorded, and where to. */
final class ProfileOption {

  @Option(
      names = "--profile",
      paramLabel = "FOLDER",
      description =
          "Write a Flight Recorder file of each run there, for `bench profile --read`; that costs"
              + " some speed.")
  private @Nullable Path folder;

  /**
   * The folder, if any.
   *
   * @throws Failure if it does not exist
   */
  Optional<Path> folder() {
    if (folder != null && !Files.isDirectory(folder)) {
      throw new Failure("There is no folder " + folder + ".");
    }
    return Optional.ofNullable(folder);
  }
}
