package dev.attune.bench.state;

import dev.attune.bench.pipeline.FilledCluster;
import dev.attune.device.record.RecorderProducer;
import dev.attune.device.simulate.SimulatedEvent;
import dev.attune.device.simulate.SimulatedUser;
import dev.attune.device.simulate.Simulation;
import dev.attune.device.simulate.SimulationConfig;
import dev.attune.schemas.topics.TopicCatalog;
import dev.attune.schemas.usage.DeviceUnlocked;
import dev.attune.schemas.usage.UsageEvent;
import dev.attune.schemas.wire.RecordEncoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * A broker on which an application finds the profiles of many users, as the compacted changelog of
 * its store, and events of them.
 *
 * <p>Users come in sessions of {@link #SESSION} events, one user in {@link #ONE_IN_SESSION} at a
 * time: a day of 90 events in sessions of four, each 80 seconds long, is that. Who begins one is
 * drawn evenly from all, which is as hard on caches as can be, and whoever does was last there
 * longer ago than the least interval between two lists: an event costs the same however many users
 * there are, but for the state. Unlocks, which call for a list, are one in {@link #UNLOCKS_OUT_OF},
 * about as many as lists in a day of a simulated user.
 */
final class FilledStore implements AutoCloseable {

  static final String APPLICATION = "attune";

  private static final int UNLOCKS_OUT_OF = 12;
  private static final int POOL = 4_096;
  private static final int SESSION = 4;
  private static final int ONE_IN_SESSION = 50;

  private final FilledCluster cluster;
  private final int users;
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

  FilledStore(StateSettings settings, int users, LivedProfiles lived) {
    this.users = users;
    cluster = FilledCluster.start(settings.partitions());
    String brokers = cluster.cluster().addresses().bootstrapServers();
    // A million profiles at once may take a small broker a while; as the application compresses.
    Map<String, String> patient =
        Map.of("delivery.timeout.ms", "600000", "request.timeout.ms", "120000");
    Map<String, String> likeStreams = new HashMap<>(patient);
    likeStreams.put("compression.type", "snappy");
    try (Producer<byte[], byte[]> changelog = RecorderProducer.open(brokers, likeStreams);
        Producer<byte[], byte[]> producer = RecorderProducer.open(brokers, patient)) {
      profiles(settings.partitions(), lived, changelog);
      changelog.flush();
      // Somewhat more than are measured, so that a side is under load until the end.
      events(settings, settings.allEvents(), producer);
      producer.flush();
      if (failure.get() != null) {
        throw new IllegalStateException("The broker did not take a record", failure.get());
      }
    } catch (RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  FilledCluster cluster() {
    return cluster;
  }

  /** What the broker keeps of a topic, in bytes: its segments, without indexes. */
  long logBytes(String topic) {
    try (Stream<Path> files = Files.walk(cluster.folder().resolve("data"))) {
      long sum = 0;
      for (Path file : files.filter(one -> isSegment(one, topic)).toList()) {
        sum += Files.size(file);
      }
      return sum;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isSegment(Path file, String topic) {
    return file.toString().endsWith(".log")
        && file.getParent().getFileName().toString().startsWith(topic + "-");
  }

  private void profiles(int partitions, LivedProfiles lived, Producer<byte[], byte[]> producer) {
    String topic = StateTask.changelog(APPLICATION);
    cluster
        .cluster()
        .createTopics(
            List.of(
                new NewTopic(topic, partitions, (short) 1)
                    .configs(Map.of("cleanup.policy", "compact"))));
    List<byte[]> profiles = lived.profiles();
    for (int user = 0; user < users; user++) {
      producer.send(
          new ProducerRecord<>(topic, Users.pseudonym(user), profiles.get(user % profiles.size())),
          this::sent);
    }
    // As any instance that is started again finds them.
    for (int partition = 0; partition < partitions; partition++) {
      for (Map.Entry<ByteBuffer, byte[]> note : lived.notes().entrySet()) {
        producer.send(
            new ProducerRecord<>(topic, partition, note.getKey().array(), note.getValue()),
            this::sent);
      }
    }
  }

  private void events(StateSettings settings, long count, Producer<byte[], byte[]> producer) {
    RecordEncoder<UsageEvent> encoder =
        new RecordEncoder<>(
            cluster.cluster().registry(), UsageEvent.class, TopicCatalog.USAGE_EVENTS);
    long start = settings.startedAt().getEpochSecond();
    List<SimulatedEvent> unlocks = new ArrayList<>();
    List<SimulatedEvent> others = new ArrayList<>();
    pool(settings, start, unlocks, others);
    SplittableRandom random = new SplittableRandom(settings.seed());
    int[] present = random.ints(Math.max(1, users / ONE_IN_SESSION), 0, users).toArray();
    for (long i = 0; i < count; i++) {
      int place = random.nextInt(present.length);
      int user = present[place];
      if (random.nextInt(SESSION) == 0) {
        present[place] = random.nextInt(users);
      }
      List<SimulatedEvent> from = random.nextInt(UNLOCKS_OUT_OF) == 0 ? unlocks : others;
      SimulatedEvent like = from.get(random.nextInt(from.size()));
      long at = start + i / users * StateSettings.APART_SECONDS;
      UsageEvent event =
          new UsageEvent(Users.device(user), i + 1, at, like.context(), like.payload());
      producer.send(
          new ProducerRecord<>(
              TopicCatalog.USAGE_EVENTS.name(),
              null,
              at * 1000,
              Users.pseudonym(user),
              encoder.encode(event)),
          this::sent);
    }
  }

  private void sent(@Nullable RecordMetadata metadata, @Nullable Exception error) {
    if (error != null) {
      failure.compareAndSet(null, error);
    }
  }

  private static void pool(
      StateSettings settings,
      long start,
      List<SimulatedEvent> unlocks,
      List<SimulatedEvent> others) {
    Simulation world =
        new Simulation(
            SimulationConfig.of(settings.seed() + 1, 64, Instant.ofEpochSecond(start))
                .withDenyShare(0));
    for (int number = 0; unlocks.size() + others.size() < POOL; number = (number + 1) % 64) {
      SimulatedUser user = world.user(number);
      for (int i = 0; i < POOL / 64; i++) {
        SimulatedEvent event = user.next();
        (event.payload() instanceof DeviceUnlocked ? unlocks : others).add(event);
      }
    }
  }

  @Override
  public void close() {
    cluster.close();
  }
}
