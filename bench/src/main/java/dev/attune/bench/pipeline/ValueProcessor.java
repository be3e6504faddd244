package dev.attune.bench.pipeline;

import java.nio.ByteBuffer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The least that an application does that remembers its users: reads 512 bytes, changes some of
 * them, writes them. What is in an event is not looked at.
 */
final class ValueProcessor implements Processor<byte[], byte[], byte[], byte[]> {

  static final int VALUE_BYTES = 512;

  /** One of so many events gives an output, about as often as Attune decides something. */
  static final int OUT_OF = 16;

  private @Nullable ProcessorContext<byte[], byte[]> context;
  private @Nullable KeyValueStore<Bytes, byte[]> store;
  private long count;

  @Override
  public void init(ProcessorContext<byte[], byte[]> given) {
    context = given;
    store = given.getStateStore(BareTopologies.STORE);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    if (store == null || context == null) {
      throw new IllegalStateException("process before init");
    }
    Bytes user = BareTopologies.key(record.key());
    byte[] value = store.get(user);
    if (value == null) {
      value = fresh(record.key());
    }
    ByteBuffer fields = ByteBuffer.wrap(value);
    fields.putLong(0, fields.getLong(0) + 1);
    fields.putLong(8, record.timestamp());
    int place = (int) (fields.getLong(0) % (VALUE_BYTES / Long.BYTES));
    fields.putLong(place * Long.BYTES, fields.getLong(place * Long.BYTES) + record.timestamp());
    store.put(user, value);
    if (++count % OUT_OF == 0) {
      context.forward(record.withValue(value));
    }
  }

  /** Numbers that don't compress, as those of a model's state do not. */
  private static byte[] fresh(byte[] user) {
    ByteBuffer value = ByteBuffer.allocate(VALUE_BYTES);
    long number = ByteBuffer.wrap(user).getLong();
    while (value.hasRemaining()) {
      number = number * 0x5851F42D4C957F2DL + 0x14057B7EF767814FL;
      value.putLong(number);
    }
    value.putLong(0, 0);
    return value.array();
  }
}
