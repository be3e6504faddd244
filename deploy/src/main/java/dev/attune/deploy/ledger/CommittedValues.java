package dev.attune.deploy.ledger;

import dev.attune.deploy.provision.Cluster;
import dev.attune.deploy.provision.ClusterException;
import dev.attune.deploy.provision.CommittedTopic;
import dev.attune.schemas.topics.TopicSpec;
import dev.attune.schemas.wire.DecodingException;
import dev.attune.schemas.wire.RecordDecoder;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The values of topics of which everything must be readable. */
final class CommittedValues {

  private CommittedValues() {}

  /**
   * Every value that is committed now, in the order of its partition.
   *
   * @throws ClusterException if the topic does not exist, or has a value that can't be read
   */
  static <T extends SpecificRecord> void read(
      Cluster cluster, TopicSpec topic, Class<T> type, Consumer<T> reader) {
    RecordDecoder<T> decoder = new RecordDecoder<>(cluster.registry(), type);
    try (CommittedTopic records = CommittedTopic.open(cluster, topic)) {
      records.readToEnd(
          record -> {
            if (record.value() != null) {
              reader.accept(decoded(decoder, topic, record));
            }
          });
    }
  }

  private static <T extends SpecificRecord> T decoded(
      RecordDecoder<T> decoder, TopicSpec topic, ConsumerRecord<byte[], byte[]> record) {
    try {
      return decoder.decode(record.value());
    } catch (DecodingException e) {
      throw new ClusterException(
          topic.name() + " has a record at offset " + record.offset() + " that can't be read.", e);
    }
  }
}
