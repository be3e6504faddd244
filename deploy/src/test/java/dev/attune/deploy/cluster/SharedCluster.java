package dev.attune.deploy.cluster;

/**
 * One broker and one registry for all integration tests of a run; they end with the test's JVM.
 * Tests keep apart by the names of their topics and applications.
 */
public final class SharedCluster {
  private SharedCluster() {}

  /** The cluster, started on first use. */
  public static LocalCluster get() {
    return Holder.CLUSTER;
  }

  private static final class Holder {
    static final LocalCluster CLUSTER = LocalCluster.start();
  }
}
