package dev.attune.deploy.release;

import dev.attune.deploy.provision.Cluster;
import dev.attune.deploy.provision.ClusterException;
import dev.attune.deploy.provision.CommittedTopic;
import dev.attune.models.release.topic.ReleaseAssembler;
import dev.attune.schemas.release.ModelRelease;
import dev.attune.schemas.topics.TopicCatalog;
import dev.attune.schemas.wire.DecodingException;
import dev.attune.schemas.wire.RecordDecoder;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads the topic of releases. */
public final class ReleaseReader {
  private ReleaseReader() {}

  /**
   * What the topic says now.
   *
   * @throws ClusterException if there is no such topic
   */
  public static ReleaseAssembler read(Cluster cluster) {
    RecordDecoder<ModelRelease> decoder =
        new RecordDecoder<>(cluster.registry(), ModelRelease.class);
    ReleaseAssembler assembler = new ReleaseAssembler();
    try (CommittedTopic records = CommittedTopic.open(cluster, TopicCatalog.MODEL_RELEASES)) {
      records.readToEnd(record -> accept(assembler, decoder, record));
    }
    return assembler;
  }

  private static void accept(
      ReleaseAssembler assembler,
      RecordDecoder<ModelRelease> decoder,
      ConsumerRecord<byte[], byte[]> record) {
    try {
      assembler.accept(
          new String(record.key(), StandardCharsets.UTF_8),
          record.value() == null ? null : decoder.decode(record.value()));
    } catch (DecodingException e) {
      // Nobody can read it; what its key said before stays, as for the application.
      return;
    }
  }
}
