package dev.attune.deploy.command;

import dev.attune.models.release.signing.TrustedKeys;
import dev.attune.topology.app.ModelReleases;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whose model releases are trusted. */
final class TrustOptions {
  @Option(
      names = "--trusted-keys",
      paramLabel = "FILE",
      description =
          "Public keys, one a line as name and key, whose model releases are trusted besides those"
              + " of this build; the same file as in model.trusted.keys.")
  private @Nullable Path file;

  Optional<Path> file() {
    return Optional.ofNullable(file);
  }

  TrustedKeys keys() {
    return ModelReleases.trusted(file());
  }
}
