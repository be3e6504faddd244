package dev.attune.deploy.demo;

import dev.attune.deploy.provision.CatalogPublisher;
import dev.attune.deploy.provision.CatalogReader;
import dev.attune.deploy.provision.Cluster;
import dev.attune.deploy.provision.ClusterException;
import dev.attune.deploy.provision.ProvisionPlan;
import dev.attune.device.record.RecorderProducer;
import dev.attune.schemas.catalog.CatalogItem;
import dev.attune.schemas.topics.TopicCatalog;
import dev.attune.topology.app.PipelineStats;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.Producer;

/** A cluster that was there before, with or without an application on it. */
final class RemoteTarget implements Target {
  private final Cluster cluster;
  private final String application;
  private final Producer<byte[], byte[]> producer;

  /**
   * Puts a catalog on a cluster.
   *
   * @param cluster stays the caller's to close
   * @param application the id of the application that may be running there
   * @throws ClusterException if topics or schemas are missing
   */
  RemoteTarget(Cluster cluster, String application, List<CatalogItem> catalog) {
    this.cluster = cluster;
    this.application = application;
    ProvisionPlan lacking = ProvisionPlan.of(cluster, TopicCatalog.PERSONAL_PARTITIONS, (short) -1);
    if (!lacking.empty()) {
      throw new ClusterException(
          "Topics or schemas are missing on "
              + cluster.addresses().bootstrapServers()
              + "; make them with attune init.",
          null);
    }
    this.producer = RecorderProducer.open(cluster.addresses().bootstrapServers(), Map.of());
    CatalogPublisher.publish(catalog, cluster, producer);
  }

  @Override
  public Cluster cluster() {
    return cluster;
  }

  /** More than was put there now: others may have put something there before. */
  @Override
  public List<CatalogItem> catalog() {
    return CatalogReader.read(cluster);
  }

  @Override
  public Producer<byte[], byte[]> producer() {
    return producer;
  }

  @Override
  public Optional<PipelineStats> stats() {
    return Optional.empty();
  }

  @Override
  public Optional<Progress> progress(Duration patience) {
    return applicationRuns()
        ? Optional.of(new Progress(cluster, application, patience, () -> {}))
        : Optional.empty();
  }

  @Override
  public void requireAlive() {
    // What runs there is not ours to watch.
  }

  @Override
  public void close() {
    producer.close();
  }

  private boolean applicationRuns() {
    try {
      return !cluster
          .admin()
          .describeConsumerGroups(List.of(application))
          .describedGroups()
          .get(application)
          .get()
          .members()
          .isEmpty();
    } catch (ExecutionException e) {
      return false; // a group that never was
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
