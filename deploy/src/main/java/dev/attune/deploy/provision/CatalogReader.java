package dev.attune.deploy.provision;

import dev.attune.schemas.catalog.CatalogItem;
import dev.attune.schemas.topics.TopicCatalog;
import dev.attune.schemas.wire.DecodingException;
import dev.attune.schemas.wire.RecordDecoder;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads the catalog that is on a cluster. */
public final class CatalogReader {
  private CatalogReader() {}

  /** Every item that is there now, the last version of each; what can't be read is left out. */
  public static List<CatalogItem> read(Cluster cluster) {
    Map<ByteBuffer, CatalogItem> items = new HashMap<>();
    RecordDecoder<CatalogItem> decoder = new RecordDecoder<>(cluster.registry(), CatalogItem.class);
    try (CommittedTopic records = CommittedTopic.open(cluster, TopicCatalog.CATALOG_ITEMS)) {
      records.readToEnd(record -> apply(record, decoder, items));
    }
    return List.copyOf(items.values());
  }

  private static void apply(
      ConsumerRecord<byte[], byte[]> record,
      RecordDecoder<CatalogItem> decoder,
      Map<ByteBuffer, CatalogItem> items) {
    ByteBuffer key = ByteBuffer.wrap(record.key());
    items.remove(key);
    if (record.value() != null) {
      try {
        items.put(key, decoder.decode(record.value()));
      } catch (DecodingException e) {
        // The application can't read it either, and so never offers it.
        items.remove(key);
      }
    }
  }
}
