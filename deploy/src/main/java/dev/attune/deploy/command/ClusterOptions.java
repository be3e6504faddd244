package dev.attune.deploy.command;

import dev.attune.deploy.provision.Addresses;
import dev.attune.deploy.provision.Cluster;
import dev.attune.deploy.provision.RunningDemo;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the cluster is. */
final class ClusterOptions {
  @Option(
      names = "--bootstrap",
      paramLabel = "HOST:PORT",
      description = "The brokers. Default: those of the demo that runs on this machine.")
  private @Nullable String bootstrap;

  @Option(
      names = "--registry",
      paramLabel = "URL",
      description =
          "The schema registry's Confluent API. Default: that of the demo that runs on this machine.")
  private @Nullable String registry;

  /** The addresses given, or none if neither was. */
  Optional<Addresses> given() {
    if (bootstrap == null && registry == null) {
      return Optional.empty();
    }
    if (bootstrap == null || registry == null) {
      throw new Failure(
          "Both addresses are needed: "
              + (bootstrap == null ? "--bootstrap" : "--registry")
              + " is missing.");
    }
    return Optional.of(new Addresses(bootstrap, registry));
  }

  /** A connection to the addresses given or, without any, to the demo that runs here. */
  Cluster connect() {
    Addresses addresses =
        given()
            .or(RunningDemo::find)
            .orElseThrow(
                () ->
                    new Failure(
                        "No demo runs on this machine: start ./attune demo, or say where the"
                            + " cluster is with --bootstrap and --registry."));
    return Cluster.connect(addresses);
  }
}
