package dev.attune.deploy.command;

import dev.attune.deploy.demo.PipelineSettings;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a pipeline of one's own is started. */
final class PipelineOptions {
  @Mixin private TrustOptions trust;

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

  PipelineSettings settings() {
    return new PipelineSettings(brokerPort, registryPort, release, trust.file());
  }
}
