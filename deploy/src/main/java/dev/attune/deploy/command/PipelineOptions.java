package dev.attune.deploy.command;

import dev.attune.deploy.demo.PipelineSettings;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a pipeline of one's own is started. */
final class PipelineOptions {
  @Option(
      names = "--broker-port",
      paramLabel = "PORT",
      description = "Where the broker listens. Default: any free port.")
  private int brokerPort;

  @Option(
      names = "--registry-port",
      paramLabel = "PORT",
      description = "Where the registry listens. Default: any free port.")
  private int registryPort;

  @Option(
      names = "--release",
      paramLabel = "RELEASE",
      description =
          "The model release: built-in, fallback (statistics only), or a release's folder."
              + " Default: ${DEFAULT-VALUE}.")
  private String release = "built-in";

  @Option(
      names = "--trusted-keys",
      paramLabel = "FILE",
      description = "Public keys whose model releases are trusted besides those of this build.")
  private @Nullable Path trustedKeys;

  PipelineSettings settings() {
    return new PipelineSettings(
        brokerPort, registryPort, release, Optional.ofNullable(trustedKeys));
  }
}
