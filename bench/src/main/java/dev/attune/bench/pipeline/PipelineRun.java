package dev.attune.bench.pipeline;

import dev.attune.deploy.provision.Cluster;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/** One run of a side over what is on a cluster's topics; for benches beside this one. */
public final class PipelineRun {

  private static final long LOOK_NANOS = 50_000_000;
  private static final long START_NANOS = 180_000_000_000L;

  private final FilledCluster cluster;
  private final PipelineSide side;
  private final String application;
  private final int threads;

  /**
   * @param application the application id, for this run alone
   * @param threads stream threads
   */
  public PipelineRun(FilledCluster cluster, PipelineSide side, String application, int threads) {
    this.cluster = cluster;
    this.side = side;
    this.application = application;
    this.threads = threads;
  }

  /**
   * Runs the side in a JVM of its own.
   *
   * @param from after how many records, consents included, measuring begins
   * @param to after how many it ends, and the run with it
   * @param seconds for how long it is waited for each of the two
   * @return events a second between the two
   */
  public double rate(long from, long to, int seconds) {
    SideTask task =
        new SideTask(
            side,
            cluster.cluster().addresses().bootstrapServers(),
            cluster.cluster().addresses().registryUrl(),
            application,
            cluster.folder().resolve(application),
            threads,
            from,
            to,
            seconds,
            seconds);
    return new SideJvm(Optional.empty()).run(task).rate();
  }

  /**
   * Waits until the side has processed and committed so many records, while {@link #rate} runs in
   * another thread.
   *
   * @throws IllegalStateException if it takes minutes
   */
  public void awaitStart(long records) {
    long deadline = System.nanoTime() + START_NANOS;
    while (committed() < records) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("The application does not come up.");
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  private long committed() {
    return Cluster.await(
            cluster
                .cluster()
                .admin()
                .listConsumerGroupOffsets(application)
                .partitionsToOffsetAndMetadata(),
            "The application's offsets can't be read")
        .values()
        .stream()
        .filter(offset -> offset != null)
        .mapToLong(OffsetAndMetadata::offset)
        .sum();
  }
}
