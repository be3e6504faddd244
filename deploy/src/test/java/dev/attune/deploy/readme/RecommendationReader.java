package dev.attune.deploy.readme;

import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Properties;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The README's example of a consumer, whole: knows two addresses and nothing of Attune's code. */
final class RecommendationReader {
  private RecommendationReader() {}

  /** Prints records of a topic until it is killed. Arguments: brokers, registry, topic. */
  public static void main(String[] args) {
    String brokers = args[0];
    String registry = args[1];
    String topic = args[2];
    Properties settings = new Properties();
    settings.put("bootstrap.servers", brokers);
    settings.put("schema.registry.url", registry);
    settings.put("group.id", "my-reader");
    settings.put("auto.offset.reset", "earliest");
    settings.put("isolation.level", "read_committed"); // nothing of an aborted transaction
    settings.put("key.deserializer", ByteArrayDeserializer.class);
    settings.put("value.deserializer", KafkaAvroDeserializer.class);
    try (var consumer = new KafkaConsumer<byte[], GenericRecord>(settings)) {
      consumer.subscribe(List.of(topic)); // personalization.recommendations
      while (true) {
        for (ConsumerRecord<byte[], GenericRecord> record : consumer.poll(Duration.ofSeconds(1))) {
          String user = Base64.getUrlEncoder().encodeToString(record.key());
          System.out.println(user + " " + record.value().get("items"));
        }
      }
    }
  }
}
