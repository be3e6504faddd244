package dev.attune.deploy.command;

import dev.attune.deploy.provision.Cluster;
import dev.attune.deploy.release.ReleaseBoard;
import picocli.CommandLine.Mixin;

/** Which releases, on which cluster, trusted by which keys. */
final class BoardOptions {
  @Mixin private ClusterOptions cluster;
  @Mixin private TrustOptions trust;

  /** Something done with the releases of the cluster. */
  @FunctionalInterface
  interface Work {
    int with(ReleaseBoard board);
  }

  int run(Work work) {
    try (Cluster connected = cluster.connect();
        ReleaseBoard board =
            new ReleaseBoard(connected, trust.keys(), System.getProperty("user.name"))) {
      return work.with(board);
    }
  }

  ClusterOptions cluster() {
    return cluster;
  }

  TrustOptions trust() {
    return trust;
  }
}
