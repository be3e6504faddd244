package dev.attune.peer;

import java.nio.ByteBuffer;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Records as they are: the pseudonym as two numbers, and the bytes of the event. Decoding waits
 * until after the exchange, which then moves some ten bytes instead of an object.
 */
final class RawEvents implements KafkaRecordDeserializationSchema<Tuple3<Long, Long, byte[]>> {

  static final TypeInformation<Tuple3<Long, Long, byte[]>> TYPE =
      Types.TUPLE(Types.LONG, Types.LONG, Types.PRIMITIVE_ARRAY(Types.BYTE));

  private static final long serialVersionUID = 1;
  private static final int PSEUDONYM = 16;

  @Override
  public void deserialize(
      ConsumerRecord<byte[], byte[]> record, Collector<Tuple3<Long, Long, byte[]>> out) {
    if (record.key() != null && record.key().length == PSEUDONYM && record.value() != null) {
      ByteBuffer key = ByteBuffer.wrap(record.key());
      out.collect(Tuple3.of(key.getLong(), key.getLong(), record.value()));
    }
  }

  @Override
  public TypeInformation<Tuple3<Long, Long, byte[]>> getProducedType() {
    return TYPE;
  }
}
