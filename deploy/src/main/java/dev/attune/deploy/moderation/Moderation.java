package dev.attune.deploy.moderation;

import dev.attune.deploy.provision.CatalogReader;
import dev.attune.deploy.provision.Cluster;
import dev.attune.deploy.provision.ClusterException;
import dev.attune.schemas.audit.AuditRecord;
import dev.attune.schemas.audit.ItemModerated;
import dev.attune.schemas.catalog.CatalogItem;
import dev.attune.schemas.catalog.ModerationState;
import dev.attune.schemas.topics.TopicCatalog;
import dev.attune.schemas.wire.RecordEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Lets items into recommendations or keeps them out. What is done is written to the catalog and, in
 * the same transaction, to the audit log.
 */
public final class Moderation {

  /** What keys of the audit log start with that are about an item. */
  public static final String AUDIT_KEY_PREFIX = TopicCatalog.CATALOG_ITEMS.name() + "/";

  private final Cluster cluster;

  /** Of the catalog of this cluster. */
  public Moderation(Cluster cluster) {
    this.cluster = cluster;
  }

  /** All items, by id. */
  public List<CatalogItem> items() {
    return CatalogReader.read(cluster).stream()
        .sorted((a, b) -> a.getId().compareTo(b.getId()))
        .toList();
  }

  /**
   * Changes what moderation says of an item.
   *
   * @param id the item's id
   * @param to what it says now
   * @param reason why, in a person's words
   * @param by who
   * @param at when, in seconds since 1970-01-01T00:00Z
   * @return what was recorded
   * @throws ClusterException if there is no such item, if nothing would change, or if the broker
   *     does not take it; then nothing was changed
   */
  public ItemModerated decide(String id, ModerationState to, String reason, String by, long at) {
    CatalogItem item =
        items().stream()
            .filter(one -> one.getId().equals(id))
            .findFirst()
            .orElseThrow(
                () ->
                    new ClusterException("There is no item \"" + id + "\" in the catalog.", null));
    if (item.getModeration() == to) {
      throw new ClusterException(
          id + " is " + to.name().toLowerCase(Locale.ROOT) + " already.", null);
    }
    ItemModerated entry = new ItemModerated(id, item.getModeration(), to, reason, by, at);
    CatalogItem changed = CatalogItem.newBuilder(item).setModeration(to).build();
    send(changed, entry);
    return entry;
  }

  private void send(CatalogItem item, ItemModerated entry) {
    byte[] itemBytes =
        new RecordEncoder<>(cluster.registry(), CatalogItem.class, TopicCatalog.CATALOG_ITEMS)
            .encode(item);
    byte[] entryBytes =
        new RecordEncoder<>(cluster.registry(), AuditRecord.class, TopicCatalog.AUDIT_DECISIONS)
            .encode(new AuditRecord(entry));
    try (Producer<byte[], byte[]> producer = producer()) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(
          new ProducerRecord<>(
              TopicCatalog.CATALOG_ITEMS.name(),
              item.getId().getBytes(StandardCharsets.UTF_8),
              itemBytes));
      producer
          .send(
              new ProducerRecord<>(
                  TopicCatalog.AUDIT_DECISIONS.name(),
                  (AUDIT_KEY_PREFIX + item.getId()).getBytes(StandardCharsets.UTF_8),
                  entryBytes))
          .get();
      producer.commitTransaction();
    } catch (KafkaException | ExecutionException e) {
      throw new ClusterException("The broker does not take it: " + e.getMessage() + ".", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClusterException("Interrupted; nothing was changed.", e);
    }
  }

  private Producer<byte[], byte[]> producer() {
    return new KafkaProducer<>(
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            cluster.addresses().bootstrapServers(),
            // One at a time: a second moderator at the same moment waits for, or ends, the first.
            ProducerConfig.TRANSACTIONAL_ID_CONFIG,
            "attune-moderation"),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }
}
