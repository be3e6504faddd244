package dev.attune.bench.command;

import dev.attune.deploy.command.Failure;
import dev.attune.models.onnx.OnnxEnvironment;
import dev.attune.models.onnx.OnnxRelease;
import dev.attune.models.release.Releases;
import dev.attune.topology.app.ModelReleases;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which release is measured. */
final class ReleaseOption {

  private static final String BUILT_IN = "built-in";

  @Option(
      names = "--release",
      paramLabel = "RELEASE",
      description =
          "built-in or the id of the release that this build carries, or a release's folder."
              + " Default: built-in.")
  private String name = BUILT_IN;

  @Option(
      names = "--trusted-keys",
      paramLabel = "FILE",
      description = "Public keys whose model releases are trusted besides those of this build.")
  private @Nullable Path trustedKeys;

  /**
   * Opens the release.
   *
   * @throws Failure if it is not there
   */
  OnnxRelease open() {
    OnnxEnvironment.problem()
        .ifPresent(
            sentence -> {
              throw new Failure(sentence);
            });
    if (name.equals(BUILT_IN) || name.equals(Releases.builtInId())) {
      return OnnxRelease.builtIn();
    }
    if (!Files.isDirectory(Path.of(name))) {
      throw new Failure(
          "There is no release "
              + name
              + ": it is no folder, and the release that this build carries is "
              + Releases.builtInId()
              + ".");
    }
    return OnnxRelease.load(Path.of(name), ModelReleases.trusted(Optional.ofNullable(trustedKeys)));
  }
}
