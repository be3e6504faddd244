package dev.attune.deploy.release;

import dev.attune.deploy.provision.Cluster;
import dev.attune.deploy.provision.ClusterException;
import dev.attune.device.record.RecorderProducer;
import dev.attune.models.release.rollout.Rollout;
import dev.attune.models.release.rollout.TakenBack;
import dev.attune.models.release.topic.PublishedRelease;
import dev.attune.models.release.topic.ReleaseAssembler;
import dev.attune.models.release.topic.ReleaseKey;
import dev.attune.models.release.topic.ReleaseRecords;
import dev.attune.schemas.release.ModelRelease;
import dev.attune.schemas.topics.TopicCatalog;
import dev.attune.schemas.wire.RecordEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Puts releases, and decisions about them, on their topic. Each call returns when the broker has
 * all of it. Made for one operator at a time: two that publish different releases under one id at
 * the same moment leave pieces of both, which no instance will use.
 */
public final class ReleasePublisher implements AutoCloseable {
  private static final String TOPIC = TopicCatalog.MODEL_RELEASES.name();

  private final Producer<byte[], byte[]> producer;
  private final RecordEncoder<ModelRelease> encoder;

  /** Gets told how far it is. */
  @FunctionalInterface
  public interface Progress {
    /** So many of so many chunks are sent. */
    void sent(int chunks, int of);
  }

  /** A publisher with a producer of its own. */
  public ReleasePublisher(Cluster cluster) {
    producer = RecorderProducer.open(cluster.addresses().bootstrapServers(), Map.of());
    encoder =
        new RecordEncoder<>(cluster.registry(), ModelRelease.class, TopicCatalog.MODEL_RELEASES);
  }

  /**
   * Publishes a release: its chunks, then its manifest, so that whoever sees the manifest can have
   * all of it.
   *
   * @param now what the topic says
   * @return whether anything was sent; not if the same release is there already
   * @throws ClusterException if another release is there under the same id, or the broker does not
   *     take it
   */
  public boolean publish(ReleaseBundle bundle, ReleaseAssembler now, Progress progress) {
    String id = bundle.releaseId();
    Optional<PublishedRelease> there = now.published(id);
    if (there.isPresent()) {
      if (!there.get().manifestSha256().equals(bundle.manifestSha256())) {
        throw new ClusterException(
            "Another release "
                + id
                + " is published already; give this one an id of its own, or remove that one with"
                + " attune model remove.",
            null);
      }
      if (there.get().missing() == 0) {
        return false;
      }
    }
    Map<String, ModelRelease> records = bundle.records(Instant.now());
    List<Future<?>> sent = new ArrayList<>();
    // Left by a release of this id that never was published to the end.
    now.keys(id).stream()
        .filter(key -> !records.containsKey(key))
        .forEach(key -> sent.add(send(key, null)));
    ModelRelease manifest = records.remove(id);
    int chunks = 0;
    for (Map.Entry<String, ModelRelease> chunk : records.entrySet()) {
      sent.add(send(chunk.getKey(), chunk.getValue()));
      progress.sent(++chunks, records.size());
    }
    await(sent);
    await(List.of(send(id, manifest)));
    return true;
  }

  /** Decides who gets what. */
  public void rollOut(Rollout rollout) {
    await(List.of(send(ReleaseKey.ROLLOUT, ReleaseRecords.of(rollout))));
  }

  /** Says that a release may not be used any more. */
  public void takeBack(TakenBack takenBack) {
    String key = new ReleaseKey.OfTakenBack(takenBack.releaseId()).text();
    await(List.of(send(key, ReleaseRecords.of(takenBack))));
  }

  /** Says that a release that was taken back may be used again. */
  public void allowAgain(String releaseId) {
    await(List.of(send(new ReleaseKey.OfTakenBack(releaseId).text(), null)));
  }

  /**
   * Erases a release: its manifest first, so that nobody begins to use it.
   *
   * @return how many records were erased
   */
  public int remove(String releaseId, ReleaseAssembler now) {
    List<String> keys = now.keys(releaseId);
    if (keys.contains(releaseId)) {
      await(List.of(send(releaseId, null)));
    }
    await(
        keys.stream()
            .filter(key -> !key.equals(releaseId))
            .<Future<?>>map(key -> send(key, null))
            .toList());
    return keys.size();
  }

  @Override
  public void close() {
    producer.close();
  }

  private Future<?> send(String key, @Nullable ModelRelease record) {
    return producer.send(
        new ProducerRecord<>(
            TOPIC,
            key.getBytes(StandardCharsets.UTF_8),
            record == null ? null : encoder.encode(record)));
  }

  private void await(List<Future<?>> sent) {
    producer.flush();
    try {
      for (Future<?> future : sent) {
        future.get();
      }
    } catch (ExecutionException e) {
      throw new ClusterException(
          "The release can't be sent: " + e.getCause().getMessage() + ".", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClusterException("Interrupted while sending a release.", e);
    }
  }
}
