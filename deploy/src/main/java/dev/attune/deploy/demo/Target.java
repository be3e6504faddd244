package dev.attune.deploy.demo;

import dev.attune.deploy.provision.Cluster;
import dev.attune.schemas.catalog.CatalogItem;
import dev.attune.topology.app.PipelineStats;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.Producer;

/** A cluster that events are sent to, and what is known of the application on it. */
interface Target extends AutoCloseable {

  /** Broker and registry. */
  Cluster cluster();

  /** All that may be offered there. */
  List<CatalogItem> catalog();

  /** A producer as phones have it. */
  Producer<byte[], byte[]> producer();

  /** What the application says of itself, where it can be asked. */
  Optional<PipelineStats> stats();

  /**
   * How far the application has come; empty where none is there to wait for.
   *
   * @param patience how long it may take to process what was sent
   */
  Optional<Progress> progress(Duration patience);

  /** Throws if there is no point in going on. */
  void requireAlive();

  @Override
  void close();
}
