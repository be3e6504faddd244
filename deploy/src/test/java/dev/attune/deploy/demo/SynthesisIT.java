package dev.attune.deploy.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.deploy.cluster.ApplicationProcess;
import dev.attune.deploy.cluster.CommittedRecords;
import dev.attune.deploy.cluster.LocalCluster;
import dev.attune.deploy.provision.Addresses;
import dev.attune.deploy.provision.Cluster;
import dev.attune.deploy.provision.ProvisionPlan;
import dev.attune.schemas.ledger.LedgerEntry;
import dev.attune.schemas.ledger.Sealed;
import dev.attune.schemas.synthetic.SyntheticSession;
import dev.attune.schemas.topics.TopicCatalog;
import dev.attune.schemas.topics.TopicSpec;
import dev.attune.schemas.wire.DecodingException;
import dev.attune.schemas.wire.RecordDecoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real broker: killed between seal and publication, then reset with its input replayed. */
class SynthesisIT {
  private static final String APPLICATION = "synthesizing";
  private static final int RATE = 100;
  private static final int RESETS = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  @TempDir private Path folder;

  @Test
  void shouldDrawOnceAndPublishTheSameBytesWhateverHappens() throws Exception {
    try (LocalCluster local = LocalCluster.start();
        Cluster cluster =
            Cluster.connect(new Addresses(local.bootstrapServers(), local.registryUrl()))) {
      ProvisionPlan.of(cluster, 2, (short) 1).apply();
      Path config = config(cluster);
      Path log = folder.resolve("application.log");
      ApplicationProcess application = start(log, config);
      EventStream stream = new EventStream(cluster, RATE);
      try {
        // Sealed, and not published for some seconds more.
        await(application, () -> !sealed(cluster).isEmpty());
        application.kill();
        String killed = sealed(cluster).keySet().iterator().next();
        assertThat(published(cluster)).as("killed before").doesNotContainKey(killed);
        application = start(log, config);
        await(application, () -> published(cluster).containsKey(killed));
        stream.stop();

        for (int reset = 1; reset <= RESETS; reset++) {
          assertThat(application.end()).as(application.said()).isZero();
          reset(cluster);
          application = start(log, config);
          int times = reset + 1;
          await(application, () -> published(cluster).getOrDefault(killed, 0) >= times);
        }
        assertThat(application.end()).as(application.said()).isZero();
      } finally {
        stream.stop();
        application.close();
      }

      // Each release was decided once, and each of its sessions has one form.
      List<ConsumerRecord<byte[], byte[]>> ledger = read(cluster, TopicCatalog.LEDGER);
      Set<String> releases = new HashSet<>();
      ledger.forEach(record -> releases.add(new String(record.key(), StandardCharsets.UTF_8)));
      assertThat(ledger).hasSizeGreaterThan(2).hasSameSizeAs(releases);
      Map<String, Set<String>> forms = new HashMap<>();
      for (ConsumerRecord<byte[], byte[]> record : read(cluster, TopicCatalog.SYNTHETIC_SESSIONS)) {
        SyntheticSession session = decode(cluster, record, SyntheticSession.class);
        forms
            .computeIfAbsent(
                session.getReleaseId() + " " + session.getNumber(), id -> new HashSet<>())
            .add(Recomputation.hex(record.value()));
      }
      assertThat(forms.values()).isNotEmpty().allMatch(form -> form.size() == 1);
    }
  }

  /** What {@code kafka-streams-application-reset} does, and the folder of the stores with it. */
  private void reset(Cluster cluster) throws Exception {
    Admin admin = cluster.admin();
    admin
        .removeMembersFromConsumerGroup(APPLICATION, new RemoveMembersFromConsumerGroupOptions())
        .all()
        .get();
    admin.deleteConsumerGroups(List.of(APPLICATION)).all().get();
    List<String> internal =
        admin.listTopics().names().get().stream()
            .filter(name -> name.startsWith(APPLICATION + "-"))
            .toList();
    assertThat(internal).isNotEmpty().noneMatch(TopicCatalog.LEDGER.name()::equals);
    admin.deleteTopics(internal).all().get();
    try (Stream<Path> files = Files.walk(folder.resolve("state"))) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static void await(ApplicationProcess application, BooleanSupplier done)
      throws IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!done.getAsBoolean()) {
      assertThat(application.alive()).as(application.said()).isTrue();
      assertThat(System.nanoTime()).as(application.said()).isLessThan(deadline);
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
  }

  private static ApplicationProcess start(Path log, Path config) throws IOException {
    return ApplicationProcess.start(log, "run", "--config", config.toString());
  }

  private static Map<String, Sealed> sealed(Cluster cluster) {
    Map<String, Sealed> sealed = new TreeMap<>();
    for (ConsumerRecord<byte[], byte[]> record : read(cluster, TopicCatalog.LEDGER)) {
      LedgerEntry entry = decode(cluster, record, LedgerEntry.class);
      if (entry.getDecision() instanceof Sealed of) {
        sealed.put(entry.getReleaseId(), of);
      }
    }
    return sealed;
  }

  /** How often the first session of each release was published. */
  private static Map<String, Integer> published(Cluster cluster) {
    Map<String, Integer> published = new TreeMap<>();
    for (ConsumerRecord<byte[], byte[]> record : read(cluster, TopicCatalog.SYNTHETIC_SESSIONS)) {
      SyntheticSession session = decode(cluster, record, SyntheticSession.class);
      if (session.getNumber() == 0) {
        published.merge(session.getReleaseId(), 1, Integer::sum);
      }
    }
    return published;
  }

  private static <T extends SpecificRecord> T decode(
      Cluster cluster, ConsumerRecord<byte[], byte[]> record, Class<T> type) {
    try {
      return new RecordDecoder<>(cluster.registry(), type).decode(record.value());
    } catch (DecodingException e) {
      throw new AssertionError(e);
    }
  }

  private static List<ConsumerRecord<byte[], byte[]>> read(Cluster cluster, TopicSpec topic) {
    return CommittedRecords.of(topic.name(), cluster.addresses().bootstrapServers());
  }

  private Path config(Cluster cluster) throws IOException {
    return Files.write(
        folder.resolve("attune.properties"),
        new ArrayList<>(
            List.of(
                "bootstrap.servers=" + cluster.addresses().bootstrapServers(),
                "schema.registry.url=" + cluster.addresses().registryUrl(),
                "application.id=" + APPLICATION,
                "instance.id=one",
                "threads=1",
                "model.release=fallback",
                "state.dir=" + folder.resolve("state"),
                "synthesis.cohorts=eu,na,apac",
                "synthesis.categories=news,games,social,video,music",
                "synthesis.window=10s",
                "synthesis.close.after=1s",
                "synthesis.publish.after=10s",
                "synthesis.releases.per.month=1000",
                "synthesis.sessions=5")));
  }
}
