package dev.attune.bench.state;

import dev.attune.bench.pipeline.CrowdLog;
import dev.attune.bench.pipeline.FilledCluster;
import dev.attune.privacy.pseudonym.Pseudonym;
import dev.attune.topology.app.AttuneApplication;
import dev.attune.topology.app.AttuneConfig;
import dev.attune.topology.profile.ProfileCodec;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Profiles of people who have lived: made by the application itself from simulated events, and read
 * from the changelog of its store.
 *
 * @param profiles as they are stored, in an order that depends on nothing else
 * @param notes what a task of the application noted in its store beside them, by key
 */
record LivedProfiles(List<byte[]> profiles, Map<ByteBuffer, byte[]> notes) {

  private static final String APPLICATION = "lives";
  private static final long LOOK_NANOS = 50_000_000;

  /**
   * Lets them live.
   *
   * @throws IllegalStateException if the application fails or does not get through in time
   */
  static LivedProfiles of(StateSettings settings) {
    try (FilledCluster cluster = FilledCluster.start(settings.partitions())) {
      int events = Math.multiplyExact(settings.lives(), settings.eventsOfLife());
      cluster.fill(new CrowdLog(settings.seed(), settings.lives(), events, settings.startedAt()));
      live(cluster, settings, events);
      return read(cluster, settings.partitions());
    }
  }

  private static void live(FilledCluster cluster, StateSettings settings, int events) {
    Map<String, String> config = new HashMap<>(StateTask.addresses(cluster));
    config.put("application.id", APPLICATION);
    config.put("state.dir", cluster.folder().resolve(APPLICATION).toString());
    config.put("threads", Integer.toString(settings.threads()));
    try (AttuneApplication application = new AttuneApplication(AttuneConfig.of(config))) {
      application.start();
      long end = System.nanoTime() + Duration.ofSeconds(10L * settings.seconds()).toNanos();
      while (application.stats().accepted() + application.stats().rejectedTotal() < events) {
        if (application.failure().isPresent() || System.nanoTime() > end) {
          throw new IllegalStateException(
              "the lives were not lived", application.failure().orElse(null));
        }
        LockSupport.parkNanos(LOOK_NANOS);
      }
    }
  }

  private static LivedProfiles read(FilledCluster cluster, int partitions) {
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers",
            cluster.cluster().addresses().bootstrapServers(),
            "isolation.level",
            "read_committed");
    Map<ByteBuffer, byte[]> profiles = new HashMap<>();
    Map<ByteBuffer, byte[]> notes = new HashMap<>();
    try (Consumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> all =
          IntStream.range(0, partitions)
              .mapToObj(number -> new TopicPartition(StateTask.changelog(APPLICATION), number))
              .toList();
      consumer.assign(all);
      consumer.seekToBeginning(all);
      Map<TopicPartition, Long> ends = consumer.endOffsets(all);
      while (all.stream().anyMatch(one -> consumer.position(one) < ends.get(one))) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
          boolean isProfile = record.key().length == Pseudonym.BYTES;
          Map<ByteBuffer, byte[]> into = isProfile ? profiles : notes;
          ByteBuffer key = ByteBuffer.wrap(record.key());
          if (record.value() == null) {
            into.remove(key);
          } else {
            into.put(key, record.value());
          }
        }
      }
    }
    List<byte[]> lived = new ArrayList<>(profiles.values());
    // In an order that is the same for the same bytes, whichever partition came first.
    lived.sort(Arrays::compare);
    ProfileCodec codec = new ProfileCodec();
    lived.forEach(codec::decode);
    return new LivedProfiles(List.copyOf(lived), Map.copyOf(notes));
  }
}
