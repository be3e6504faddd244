package dev.attune.topology.stream;

import dev.attune.schemas.catalog.CatalogItem;
import dev.attune.schemas.wire.DecodingException;
import dev.attune.topology.stream.PipelineCounters.Count;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the catalog: in a global store as bytes, and in the feed as items.
 *
 * <p>Whether Kafka Streams restores a global store through its processor depends on version and
 * store, so {@link #init} takes over what the store holds, and {@link #process} what comes.
 *
 * <p>An item that can't be read is taken out of the catalog, even if an earlier version of it could
 * be: what it forbids is not known.
 */
final class CatalogProcessor implements Processor<String, byte[], Void, Void> {

  private static final Logger LOG = LoggerFactory.getLogger(CatalogProcessor.class);

  private final PatientDecoder<CatalogItem> decoder;
  private final RegistryPatience patience;
  private final CatalogFeed feed;
  private final PipelineCounters counters;
  private @Nullable KeyValueStore<String, byte[]> store;

  CatalogProcessor(
      PatientDecoder<CatalogItem> decoder,
      RegistryPatience patience,
      CatalogFeed feed,
      PipelineCounters counters) {
    this.decoder = decoder;
    this.patience = patience;
    this.feed = feed;
    this.counters = counters;
  }

  @Override
  public void init(ProcessorContext<Void, Void> context) {
    KeyValueStore<String, byte[]> stored = context.getStateStore(TopologyNames.CATALOG_STORE);
    store = stored;
    feed.clear();
    try (KeyValueIterator<String, byte[]> entries = stored.all()) {
      while (entries.hasNext()) {
        KeyValue<String, byte[]> entry = entries.next();
        offer(entry.key, entry.value);
      }
    }
  }

  @Override
  public void process(Record<String, byte[]> record) {
    if (store == null) {
      throw new IllegalStateException("process before init");
    }
    patience.renew();
    if (record.value() == null) {
      store.delete(record.key());
      feed.remove(record.key());
    } else if (offer(record.key(), record.value())) {
      store.put(record.key(), record.value());
    } else {
      store.delete(record.key());
    }
  }

  private boolean offer(String id, byte[] value) {
    try {
      CatalogItem item = decoder.decode(value);
      if (item.getId().equals(id)) {
        feed.put(id, item);
        return true;
      }
      LOG.error("event=catalog-item-rejected item={} error=other-id-in-value", id);
    } catch (DecodingException e) {
      LOG.error("event=catalog-item-rejected item={} error={}", id, e.getMessage());
    }
    counters.add(Count.CATALOG_REJECTED, 1);
    feed.remove(id);
    return false;
  }
}
