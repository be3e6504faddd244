package dev.attune.peer;

import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Lists as records, under their users. A class, since Flink asks for the types of what serializes.
 */
final class ListRecords implements KafkaRecordSerializationSchema<Tuple2<byte[], byte[]>> {

  private static final long serialVersionUID = 1;

  private final String topic;

  ListRecords(String topic) {
    this.topic = topic;
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      Tuple2<byte[], byte[]> list, KafkaSinkContext context, Long timestamp) {
    return new ProducerRecord<>(topic, list.f0, list.f1);
  }
}
