package dev.attune.bench.pipeline;

import dev.attune.bench.reencode.Reencoder;
import dev.attune.models.token.Tokenizer;
import dev.attune.models.vocabulary.Vocabulary;
import dev.attune.schemas.usage.UsageEvent;
import dev.attune.schemas.wire.DecodingException;
import dev.attune.schemas.wire.RecordDecoder;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.nio.ByteBuffer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * What one would build first: the items of the user's last 50 events in the store, and at every
 * event one call of the transformer that encodes all of them again.
 */
final class HistoryProcessor implements Processor<byte[], byte[], byte[], byte[]> {

  private final RecordDecoder<UsageEvent> decoder;
  private final Vocabulary vocabulary;
  private final int[] items = new int[Reencoder.EVENTS];
  private final float[] representation = new float[Reencoder.width()];
  private final ByteBuffer answer = ByteBuffer.allocate(Reencoder.width() * Float.BYTES);
  private @Nullable Reencoder reencoder;
  private @Nullable ProcessorContext<byte[], byte[]> context;
  private @Nullable KeyValueStore<Bytes, byte[]> store;
  private long count;

  HistoryProcessor(SchemaRegistryClient registry, Vocabulary vocabulary) {
    this.decoder = new RecordDecoder<>(registry, UsageEvent.class);
    this.vocabulary = vocabulary;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> given) {
    close();
    context = given;
    store = given.getStateStore(BareTopologies.STORE);
    reencoder = new Reencoder(1);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    if (store == null || context == null || reencoder == null) {
      throw new IllegalStateException("process before init");
    }
    Bytes user = BareTopologies.key(record.key());
    byte[] history = store.get(user);
    ByteBuffer all =
        ByteBuffer.wrap(history == null ? new byte[Reencoder.EVENTS * Short.BYTES] : history);
    all.position(Short.BYTES);
    all.compact();
    all.putShort((short) item(record.value()));
    all.flip();
    for (int i = 0; i < items.length; i++) {
      items[i] = all.getShort();
    }
    reencoder.encode(items, representation);
    store.put(user, all.array());
    if (++count % ValueProcessor.OUT_OF == 0) {
      answer.clear();
      answer.asFloatBuffer().put(representation);
      context.forward(record.withValue(answer.array().clone()));
    }
  }

  private int item(byte[] value) {
    try {
      UsageEvent event = decoder.decode(value);
      int hash = Tokenizer.token(event, Tokenizer.NO_PREVIOUS).itemHash();
      return vocabulary.indexOfHash(hash) % Reencoder.ITEMS;
    } catch (DecodingException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    if (reencoder != null) {
      reencoder.close();
      reencoder = null;
    }
  }
}
