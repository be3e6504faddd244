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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A cluster of its own with phones on it, and processes of the application that synthesize. */
final class SynthesisRun implements AutoCloseable {
  static final String APPLICATION = "synthesizing";
  private static final int RATE = 100;
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private final Path folder;
  private final Map<String, String> settings;
  private final LocalCluster local = LocalCluster.start();
  private final Cluster cluster;
  private final List<ApplicationProcess> processes = new ArrayList<>();
  private final EventStream stream;

  /**
   * Starts cluster and phones, and no application yet.
   *
   * @param settings what is not as it is for all of these tests
   */
  SynthesisRun(Path folder, Map<String, String> settings) {
    this.folder = folder;
    this.settings = settings;
    cluster = Cluster.connect(new Addresses(local.bootstrapServers(), local.registryUrl()));
    ProvisionPlan.of(cluster, 2, (short) 1).apply();
    stream = new EventStream(cluster, RATE);
  }

  Cluster cluster() {
    return cluster;
  }

  /** No more events come. */
  void stopPhones() throws InterruptedException {
    stream.stop();
  }

  /** The folder of an instance's stores. */
  Path state(String instance) {
    return folder.resolve("state-" + instance);
  }

  ApplicationProcess start(String instance) throws IOException {
    ApplicationProcess process =
        ApplicationProcess.start(
            folder.resolve(instance + ".log"), "run", "--config", config(instance).toString());
    processes.add(process);
    return process;
  }

  /** Waits until something holds while an application lives. */
  void await(ApplicationProcess application, BooleanSupplier done) throws IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!done.getAsBoolean()) {
      assertThat(application.alive()).as(application.said()).isTrue();
      assertThat(System.nanoTime()).as(application.said()).isLessThan(deadline);
      LockSupport.parkNanos(Duration.ofMillis(250).toNanos());
    }
  }

  /** What the ledger says to who reads what is committed, by release. */
  Map<String, LedgerEntry> ledger() {
    Map<String, LedgerEntry> ledger = new TreeMap<>();
    for (ConsumerRecord<byte[], byte[]> record :
        CommittedRecords.visible(TopicCatalog.LEDGER.name(), servers())) {
      LedgerEntry entry = decode(record, LedgerEntry.class);
      ledger.put(entry.getReleaseId(), entry);
    }
    return ledger;
  }

  /** The releases that are sealed. */
  Set<String> sealed() {
    Map<String, LedgerEntry> ledger = ledger();
    ledger.values().removeIf(entry -> !(entry.getDecision() instanceof Sealed));
    return ledger.keySet();
  }

  /** Waits for a seal that is written and not committed; its release. */
  String awaitOpenSeal(ApplicationProcess application) throws IOException {
    Set<String> open = new HashSet<>();
    await(
        application,
        () -> {
          open.addAll(drawn().keySet());
          open.removeAll(sealed());
          return !open.isEmpty();
        });
    return open.iterator().next();
  }

  /** The different noisy vectors that were ever written of each release, aborted ones too. */
  Map<String, Set<List<Long>>> drawn() {
    Map<String, Set<List<Long>>> drawn = new TreeMap<>();
    for (ConsumerRecord<byte[], byte[]> record :
        CommittedRecords.written(TopicCatalog.LEDGER.name(), servers())) {
      LedgerEntry entry = decode(record, LedgerEntry.class);
      if (entry.getDecision() instanceof Sealed of) {
        drawn.computeIfAbsent(entry.getReleaseId(), id -> new HashSet<>()).add(of.getNoisy());
      }
    }
    return drawn;
  }

  /** How often the first session of each release was published. */
  Map<String, Integer> published() {
    Map<String, Integer> published = new TreeMap<>();
    for (ConsumerRecord<byte[], byte[]> record :
        CommittedRecords.visible(TopicCatalog.SYNTHETIC_SESSIONS.name(), servers())) {
      SyntheticSession session = decode(record, SyntheticSession.class);
      if (session.getNumber() == 0) {
        published.merge(session.getReleaseId(), 1, Integer::sum);
      }
    }
    return published;
  }

  /** Each release was decided once, and each of its sessions has one form, to the byte. */
  void requireOneOfEach() {
    List<ConsumerRecord<byte[], byte[]>> ledger = read(TopicCatalog.LEDGER);
    Set<String> releases = new HashSet<>();
    ledger.forEach(record -> releases.add(new String(record.key(), StandardCharsets.UTF_8)));
    assertThat(ledger).hasSizeGreaterThan(2).hasSameSizeAs(releases);
    Map<String, Set<String>> forms = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : read(TopicCatalog.SYNTHETIC_SESSIONS)) {
      SyntheticSession session = decode(record, SyntheticSession.class);
      forms
          .computeIfAbsent(
              session.getReleaseId() + " " + session.getNumber(), id -> new HashSet<>())
          .add(Recomputation.hex(record.value()));
    }
    assertThat(forms.values()).isNotEmpty().allMatch(form -> form.size() == 1);
  }

  /** All that is committed. */
  List<ConsumerRecord<byte[], byte[]>> read(TopicSpec topic) {
    return CommittedRecords.of(topic.name(), servers());
  }

  private String servers() {
    return cluster.addresses().bootstrapServers();
  }

  private <T extends SpecificRecord> T decode(
      ConsumerRecord<byte[], byte[]> record, Class<T> type) {
    try {
      return new RecordDecoder<>(cluster.registry(), type).decode(record.value());
    } catch (DecodingException e) {
      throw new AssertionError(e);
    }
  }

  private Path config(String instance) throws IOException {
    Map<String, String> all = new TreeMap<>();
    all.put("bootstrap.servers", servers());
    all.put("schema.registry.url", cluster.addresses().registryUrl());
    all.put("application.id", APPLICATION);
    all.put("instance.id", instance);
    all.put("threads", "1");
    all.put("model.release", "fallback");
    all.put("state.dir", state(instance).toString());
    all.put("synthesis.cohorts", "eu,na,apac");
    all.put("synthesis.categories", "news,games,social,video,music");
    all.put("synthesis.window", "10s");
    all.put("synthesis.close.after", "1s");
    all.put("synthesis.publish.after", "10s");
    all.put("synthesis.releases.per.month", "1000");
    all.put("synthesis.sessions", "5");
    all.putAll(settings);
    return Files.write(
        folder.resolve(instance + ".properties"),
        all.entrySet().stream().map(entry -> entry.getKey() + "=" + entry.getValue()).toList());
  }

  @Override
  public void close() {
    try {
      stream.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      processes.forEach(ApplicationProcess::close);
      cluster.close();
      local.close();
    }
  }
}
