package dev.attune.deploy.watch;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.attune.deploy.provision.Cluster;
import dev.attune.deploy.provision.ClusterException;
import dev.attune.deploy.provision.CommittedTopic;
import dev.attune.models.release.topic.ReleaseKey;
import dev.attune.privacy.pseudonym.Pseudonym;
import dev.attune.schemas.topics.TopicCatalog;
import dev.attune.schemas.topics.TopicSpec;
import dev.attune.schemas.wire.DecodingException;
import dev.attune.schemas.wire.RecordDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Reads a topic, without joining any group, and gives each record as a line. */
public final class TopicWatcher {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final TopicSpec topic;
  private final RecordDecoder<? extends SpecificRecord> decoder;
  private final Cluster cluster;
  private final boolean json;

  /**
   * A watcher of one topic.
   *
   * @param json whether lines are JSON objects
   */
  public TopicWatcher(Cluster cluster, TopicSpec topic, boolean json) {
    this.cluster = cluster;
    this.topic = topic;
    this.decoder = new RecordDecoder<>(cluster.registry(), topic.type());
    this.json = json;
  }

  /**
   * Reads until told to stop, or until so many records were read.
   *
   * @param fromBeginning whether what is there already is read too
   * @param most how many records to show at most
   * @param stopped asked several times a second
   * @param out gets each line
   * @throws ClusterException if the topic does not exist
   */
  public void run(boolean fromBeginning, long most, BooleanSupplier stopped, Consumer<String> out) {
    try (CommittedTopic records = CommittedTopic.open(cluster, topic)) {
      if (!fromBeginning) {
        records.skip();
      }
      long seen = 0;
      while (seen < most && !stopped.getAsBoolean()) {
        for (ConsumerRecord<byte[], byte[]> record : records.poll()) {
          if (seen < most && (json || !inside(record))) {
            out.accept(json ? json(record) : text(record));
            seen++;
          }
        }
      }
    }
  }

  /** A piece of a file after its first: nothing to read for people. */
  private boolean inside(ConsumerRecord<byte[], byte[]> record) {
    return topic.equals(TopicCatalog.MODEL_RELEASES)
        && ReleaseKey.parse(key(record.key())).orElse(null) instanceof ReleaseKey.OfChunk chunk
        && chunk.number() > 0;
  }

  private String json(ConsumerRecord<byte[], byte[]> record) {
    ObjectNode line = JSON.createObjectNode();
    line.put("topic", record.topic());
    line.put("partition", record.partition());
    line.put("offset", record.offset());
    line.put("timestamp", Instant.ofEpochMilli(record.timestamp()).toString());
    line.put("key", key(record.key()));
    if (record.value() == null) {
      line.putNull("value");
    } else {
      try {
        line.set("value", RecordJson.of(decoder.decode(record.value())));
      } catch (DecodingException e) {
        line.put("error", e.reason().toString());
      }
    }
    return line.toString();
  }

  private String text(ConsumerRecord<byte[], byte[]> record) {
    String value;
    try {
      value = record.value() == null ? "(erased)" : RecordText.of(decoder.decode(record.value()));
    } catch (DecodingException e) {
      value = "(can't be read: " + e.reason() + ")";
    }
    return Instant.ofEpochMilli(record.timestamp()) + "  " + key(record.key()) + "  " + value;
  }

  private @Nullable String key(byte @Nullable [] key) {
    if (key == null) {
      return null;
    }
    return topic.personal() && key.length == Pseudonym.BYTES
        ? Pseudonym.of(key).toString()
        : new String(key, StandardCharsets.UTF_8);
  }
}
