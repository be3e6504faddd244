package dev.attune.deploy.provision;

import dev.attune.schemas.catalog.CatalogItem;
import dev.attune.schemas.topics.TopicCatalog;
import dev.attune.schemas.wire.RecordEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Puts a catalog on its topic. */
public final class CatalogPublisher {
  private CatalogPublisher() {}

  /**
   * Sends every item and waits until the broker has them all.
   *
   * @throws ClusterException if the broker does not take one
   */
  public static void publish(
      List<CatalogItem> items, Cluster cluster, Producer<byte[], byte[]> producer) {
    RecordEncoder<CatalogItem> encoder =
        new RecordEncoder<>(cluster.registry(), CatalogItem.class, TopicCatalog.CATALOG_ITEMS);
    List<Future<?>> sent = new ArrayList<>();
    for (CatalogItem item : items) {
      byte[] key = item.getId().getBytes(StandardCharsets.UTF_8);
      sent.add(
          producer.send(
              new ProducerRecord<>(TopicCatalog.CATALOG_ITEMS.name(), key, encoder.encode(item))));
    }
    producer.flush();
    try {
      for (Future<?> future : sent) {
        future.get();
      }
    } catch (ExecutionException e) {
      throw new ClusterException(
          "The catalog can't be sent: " + e.getCause().getMessage() + ".", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClusterException("Interrupted while sending the catalog.", e);
    }
  }
}
