package dev.attune.topology.stream;

import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Keeps releases in a global store on disk, as they came, and tells the feed which keys changed.
 * Reads nothing of them: that is left to the loader's thread.
 *
 * <p>As with the catalog, {@link #init} tells of what the store holds, and {@link #process} of what
 * comes.
 */
final class ReleaseProcessor implements Processor<String, byte[], Void, Void> {

  private final ReleaseFeed feed;
  private @Nullable KeyValueStore<String, byte[]> store;

  ReleaseProcessor(ReleaseFeed feed) {
    this.feed = feed;
  }

  @Override
  public void init(ProcessorContext<Void, Void> context) {
    KeyValueStore<String, byte[]> stored = context.getStateStore(TopologyNames.RELEASES_STORE);
    store = stored;
    feed.reads(stored::get);
    try (KeyValueIterator<String, byte[]> entries = stored.all()) {
      while (entries.hasNext()) {
        KeyValue<String, byte[]> entry = entries.next();
        feed.changed(entry.key);
      }
    }
  }

  @Override
  public void process(Record<String, byte[]> record) {
    if (store == null) {
      throw new IllegalStateException("process before init");
    }
    if (record.key() == null) {
      return;
    }
    if (record.value() == null) {
      store.delete(record.key());
    } else {
      store.put(record.key(), record.value());
    }
    feed.changed(record.key());
  }

  @Override
  public void close() {
    feed.stopsReading();
  }
}
