package dev.attune.deploy.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.deploy.cluster.ApplicationProcess;
import dev.attune.deploy.cluster.CommittedRecords;
import dev.attune.deploy.cluster.LocalCluster;
import dev.attune.deploy.provision.Addresses;
import dev.attune.deploy.provision.Cluster;
import dev.attune.deploy.provision.ProvisionPlan;
import dev.attune.schemas.topics.TopicCatalog;
import dev.attune.schemas.topics.TopicSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real broker, real registry, and an application process that is killed while events flow. */
class CrashIT {
  private static final int KILLS = 3;
  private static final int RATE = 300;
  private static final int MOST_EXTRA_MILLIS = 1_500;
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** Its own seed each time would be harder to repeat; the moments vary with the machine anyway. */
  private final Random moments = new Random(5);

  @TempDir private Path folder;

  @Test
  void shouldCountEveryEventOnceThoughTheApplicationIsKilled() throws Exception {
    try (LocalCluster local = LocalCluster.start();
        Cluster cluster =
            Cluster.connect(new Addresses(local.bootstrapServers(), local.registryUrl()))) {
      ProvisionPlan.of(cluster, 4, (short) 1).apply();
      Path config = config(cluster);

      // when
      crashRepeatedly(cluster, config);

      // then
      compareWithRecomputation(cluster);
    }
  }

  private void crashRepeatedly(Cluster cluster, Path config) throws Exception {
    Path log = folder.resolve("application.log");
    Progress progress = new Progress(cluster, "crashing", PATIENCE, () -> {});
    ApplicationProcess application = start(log, config);
    EventStream stream = new EventStream(cluster, RATE);
    try {
      for (int kill = 0; kill < KILLS; kill++) {
        awaitMore(progress, RATE, application);
        // Into the middle of some transaction.
        LockSupport.parkNanos(Duration.ofMillis(moments.nextInt(MOST_EXTRA_MILLIS)).toNanos());
        application.kill();
        application = start(log, config);
      }
      awaitMore(progress, RATE, application);
      stream.stop();
      progress.awaitProcessed();
      assertThat(application.end()).as(application.said()).isZero();
    } finally {
      stream.stop();
      application.close();
    }
  }

  private static ApplicationProcess start(Path log, Path config) throws IOException {
    return ApplicationProcess.start(log, "run", "--config", config.toString());
  }

  /** Waits until so many more records are committed, so that each kill hits a working process. */
  private static void awaitMore(Progress progress, long records, ApplicationProcess application)
      throws IOException {
    long wanted = progress.processed() + records;
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (progress.processed() < wanted) {
      assertThat(application.alive()).as(application.said()).isTrue();
      assertThat(System.nanoTime()).as(application.said()).isLessThan(deadline);
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  private static void compareWithRecomputation(Cluster cluster) {
    List<ConsumerRecord<byte[], byte[]>> events = read(cluster, TopicCatalog.USAGE_EVENTS);
    assertThat(events).hasSizeGreaterThan(KILLS * RATE);
    try (Recomputation expected = new Recomputation(cluster.registry())) {
      expected.process(
          read(cluster, TopicCatalog.CATALOG_ITEMS), read(cluster, TopicCatalog.CONSENTS), events);

      assertThat(differing(profiles(cluster), expected.profiles())).isEmpty();
      for (TopicSpec topic :
          List.of(TopicCatalog.RECOMMENDATIONS, TopicCatalog.NOTIFICATION_SETTINGS)) {
        Map<String, List<String>> outputs = outputs(cluster, topic);
        assertThat(outputs).as(topic.name()).isNotEmpty();
        assertThat(differing(outputs, expected.outputs(topic))).as(topic.name()).isEmpty();
      }
      for (TopicSpec topic : List.of(TopicCatalog.AUDIT_DECISIONS, TopicCatalog.DEAD_LETTERS)) {
        assertThat(read(cluster, topic))
            .as(topic.name())
            .isNotEmpty()
            .hasSize(expected.count(topic));
      }
    }
  }

  /** The users whose values are not the same on both sides: all values would fill the screen. */
  private static <T> Set<String> differing(Map<String, T> actual, Map<String, T> expected) {
    Set<String> users = new TreeSet<>(actual.keySet());
    users.addAll(expected.keySet());
    users.removeIf(user -> Objects.equals(actual.get(user), expected.get(user)));
    return users;
  }

  /** The last profile of each user, as the changelog has it. */
  private static Map<String, String> profiles(Cluster cluster) {
    Map<String, String> profiles = new TreeMap<>();
    for (ConsumerRecord<byte[], byte[]> record :
        CommittedRecords.of(
            "crashing-profiles-changelog", cluster.addresses().bootstrapServers())) {
      if (record.value() == null) {
        profiles.remove(Recomputation.hex(record.key()));
      } else {
        profiles.put(Recomputation.hex(record.key()), Recomputation.hex(record.value()));
      }
    }
    return profiles;
  }

  private static Map<String, List<String>> outputs(Cluster cluster, TopicSpec topic) {
    Map<String, List<String>> outputs = new TreeMap<>();
    read(cluster, topic)
        .forEach(
            record ->
                outputs
                    .computeIfAbsent(Recomputation.hex(record.key()), key -> new ArrayList<>())
                    .add(Recomputation.body(record.value())));
    return outputs;
  }

  private static List<ConsumerRecord<byte[], byte[]>> read(Cluster cluster, TopicSpec topic) {
    return CommittedRecords.of(topic.name(), cluster.addresses().bootstrapServers());
  }

  private Path config(Cluster cluster) throws IOException {
    List<String> lines =
        new ArrayList<>(
            List.of(
                "bootstrap.servers=" + cluster.addresses().bootstrapServers(),
                "schema.registry.url=" + cluster.addresses().registryUrl(),
                "application.id=crashing",
                "instance.id=one",
                "threads=2",
                "state.dir=" + folder.resolve("state")));
    Recomputation.SETTINGS.forEach((key, value) -> lines.add(key + "=" + value));
    return Files.write(folder.resolve("attune.properties"), lines);
  }
}
