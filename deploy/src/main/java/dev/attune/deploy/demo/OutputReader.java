package dev.attune.deploy.demo;

import dev.attune.deploy.provision.Cluster;
import dev.attune.schemas.topics.TopicCatalog;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads what the pipeline committed, as any consumer would, in a thread of its own. Starts with
 * what comes after its start.
 */
final class OutputReader implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final List<String> TOPICS =
      List.of(TopicCatalog.RECOMMENDATIONS.name(), TopicCatalog.NOTIFICATION_SETTINGS.name());

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Consumer<ConsumerRecord<byte[], byte[]>> handler;
  private final Consumer<RuntimeException> failure;
  private final List<TopicPartition> partitions;
  private final Map<TopicPartition, Long> positions = new ConcurrentHashMap<>();
  private final Thread thread;
  private volatile boolean stopped;

  /**
   * Starts reading.
   *
   * @param handler gets every record, in the reader's thread
   * @param failure gets what ended the reading before it was closed
   */
  OutputReader(
      Cluster cluster,
      Consumer<ConsumerRecord<byte[], byte[]>> handler,
      Consumer<RuntimeException> failure) {
    this.handler = handler;
    this.failure = failure;
    this.consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                cluster.addresses().bootstrapServers(),
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                Math.toIntExact(POLL.toMillis()),
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    this.partitions =
        TOPICS.stream()
            .flatMap(topic -> consumer.partitionsFor(topic).stream())
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    notePositions();
    this.thread = new Thread(this::read, "output-reader");
    thread.start();
  }

  /** Everything it reads. */
  List<TopicPartition> partitions() {
    return partitions;
  }

  /** Up to where everything was read and handled. */
  Map<TopicPartition, Long> positions() {
    return positions;
  }

  @Override
  public void close() {
    stopped = true;
    consumer.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void read() {
    try (consumer) {
      while (!stopped) {
        consumer.poll(POLL).forEach(handler);
        notePositions();
      }
    } catch (WakeupException e) {
      // Closed.
    } catch (RuntimeException e) {
      failure.accept(e);
    }
  }

  private void notePositions() {
    partitions.forEach(partition -> positions.put(partition, consumer.position(partition)));
  }
}
