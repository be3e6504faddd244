package dev.attune.deploy.erasure;

import dev.attune.deploy.cluster.LocalCluster;
import dev.attune.deploy.ledger.SessionExport;
import dev.attune.deploy.provision.Addresses;
import dev.attune.deploy.provision.Cluster;
import dev.attune.deploy.provision.ClusterException;
import dev.attune.deploy.provision.ProvisionPlan;
import dev.attune.schemas.topics.TopicCatalog;
import dev.attune.schemas.topics.TopicSpec;
import dev.attune.topology.app.AttuneApplication;
import dev.attune.topology.app.AttuneConfig;
import dev.attune.topology.app.PipelineStats;
import dev.attune.topology.app.StoreCompaction;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A cluster of its own on which people use phones, get offers and are counted, and one of them asks
 * to be erased; then broker and stores are made to do at once what they do within their periods,
 * and every file is searched. On the way, identifiers are planted wherever a phone can put any.
 *
 * <p>Nothing is compressed here, so that bytes can be found.
 */
public final class ErasureTrial {

  private static final String STORES = "stores of an instance";
  private static final String LOGS = "logs of an instance";
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final Duration TURN = Duration.ofMillis(300);
  private static final Pattern TOPIC_FOLDER = Pattern.compile("(.+)-\\d+(\\.[0-9a-f-]+)?");
  private static final Map<String, String> BROKER =
      Map.of(
          "log.initial.task.delay.ms", "200",
          "log.cleaner.backoff.ms", "200",
          "log.retention.check.interval.ms", "300",
          // Files that are all zeros take long to search.
          "log.index.size.max.bytes", "16384");

  private final Cluster cluster;
  private final TrackedPeople people;
  private final Path data;
  private final Path state;
  private final Map<String, Long> leaks = new TreeMap<>();
  private long planted;

  private ErasureTrial(Cluster cluster, TrackedPeople people, Path folder) {
    this.cluster = cluster;
    this.people = people;
    this.data = folder.resolve("data");
    this.state = folder.resolve("state");
  }

  /**
   * Runs it; takes about half a minute.
   *
   * @throws IOException if a file can't be read
   * @throws ClusterException if something that must happen does not in time
   */
  public static ErasureResult run() throws IOException, InterruptedException {
    try (LocalCluster local = LocalCluster.start(BROKER);
        Cluster cluster =
            Cluster.connect(new Addresses(local.bootstrapServers(), local.registryUrl()))) {
      ProvisionPlan.of(cluster, 2, (short) 1).apply();
      try (TrackedPeople people = new TrackedPeople(cluster)) {
        return new ErasureTrial(cluster, people, local.folder()).result();
      }
    }
  }

  private ErasureResult result() throws IOException, InterruptedException {
    liveAndErase();
    ByteScan erased = ByteScan.forBytes(people.erased().bytes(), people.erased().toString());
    Map<String, Long> before = byPlace(erased);
    leaksOnTopics();
    try (FastForward broker = new FastForward(cluster)) {
      broker.compact();
      StoreCompaction.compactAll(state);
      leaksInStores();
      Set<String> timeLimited = new TreeSet<>();
      broker.topics().forEach(topic -> retention(topic).ifPresent(time -> timeLimited.add(topic)));
      Map<String, Long> compacted = settle(broker, erased, found -> left(found, timeLimited) == 0);
      broker.expire(timeLimited);
      Map<String, Long> expired = settle(broker, erased, found -> left(found, Set.of()) == 0);
      return new ErasureResult(findings(before, compacted, expired), planted, leaks);
    }
  }

  private void liveAndErase() throws InterruptedException {
    try (LogCapture log = new LogCapture()) {
      try (AttuneApplication application = new AttuneApplication(AttuneConfig.of(config()))) {
        application.start();
        people.live();
        await("events are processed", () -> processed(application.stats()) >= people.sent());
        await("sessions are published", () -> SessionExport.count(cluster) > 0);
        people.askForErasure();
        await("a user is erased", () -> application.stats().erasures() > 0);
        await("a late event is refused", () -> processed(application.stats()) >= people.sent());
        long consents = application.stats().consents();
        people.forgetRequest();
        await("the request is forgotten", () -> application.stats().consents() > consents);
      }
      byte[] logged = log.bytes();
      ByteScan words = ByteScan.forWords(people.plantedInEvents());
      leaks.put(LOGS, words.in(logged) + ByteScan.forWords(people.neverSent()).in(logged));
    }
  }

  private static long processed(PipelineStats stats) {
    return stats.accepted() + stats.rejected().values().stream().mapToLong(Long::longValue).sum();
  }

  /** What phones never send must be on no topic; what is in their events on no other. */
  private void leaksOnTopics() {
    ByteScan.forWords(people.neverSent())
        .under(data, ErasureTrial::topic)
        .forEach((topic, bytes) -> leaks.merge(topic, bytes, Long::sum));
    ByteScan.forWords(people.plantedInEvents())
        .under(data, ErasureTrial::topic)
        .forEach(
            (topic, bytes) -> {
              if (topic.equals(TopicCatalog.USAGE_EVENTS.name())) {
                planted += bytes;
              } else {
                leaks.merge(topic, bytes, Long::sum);
              }
            });
  }

  private void leaksInStores() {
    List<String> all = new ArrayList<>(people.neverSent());
    all.addAll(people.plantedInEvents());
    ByteScan.forWords(all)
        .under(state, file -> STORES)
        .forEach((place, bytes) -> leaks.merge(place, bytes, Long::sum));
  }

  private Map<String, Long> byPlace(ByteScan scan) {
    Map<String, Long> found = scan.under(data, ErasureTrial::topic);
    scan.under(state, file -> STORES)
        .forEach((place, bytes) -> found.merge(place, bytes, Long::sum));
    return found;
  }

  /** Looks again and again while the broker works, until nothing is left or patience is over. */
  private Map<String, Long> settle(
      FastForward broker, ByteScan scan, Predicate<Map<String, Long>> done) {
    long deadline = System.nanoTime() + PATIENCE.toNanos() / 2;
    Map<String, Long> found;
    do {
      broker.beat();
      LockSupport.parkNanos(TURN.toNanos());
      found = byPlace(scan);
    } while (!done.test(found) && System.nanoTime() < deadline);
    return found;
  }

  private static long left(Map<String, Long> found, Set<String> except) {
    return found.entrySet().stream()
        .filter(entry -> !except.contains(entry.getKey()))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private static List<Finding> findings(
      Map<String, Long> before, Map<String, Long> compacted, Map<String, Long> expired) {
    Set<String> places = new TreeSet<>(before.keySet());
    places.addAll(compacted.keySet());
    places.addAll(expired.keySet());
    return places.stream()
        .map(
            place ->
                new Finding(
                    place,
                    before.getOrDefault(place, 0L),
                    compacted.getOrDefault(place, 0L),
                    expired.getOrDefault(place, 0L),
                    retention(place)))
        .toList();
  }

  /** For how long a topic keeps what nothing compacts away. */
  private static Optional<Duration> retention(String topic) {
    return TopicCatalog.byName(topic)
        .filter(spec -> spec.cleanup().deletes() && !spec.cleanup().compacts())
        .map(TopicSpec::retention);
  }

  /** The topic that a file of the broker belongs to. */
  private static String topic(Path file) {
    Matcher folder = TOPIC_FOLDER.matcher(file.getName(0).toString());
    return file.getNameCount() > 1 && folder.matches() ? folder.group(1) : "the broker's own files";
  }

  private static void await(String what, BooleanSupplier done) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!done.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new ClusterException(
            "Within " + PATIENCE.toSeconds() + " s it was not seen that " + what + ".", null);
      }
      LockSupport.parkNanos(TURN.toNanos());
    }
  }

  private Map<String, String> config() {
    Map<String, String> config = new TreeMap<>();
    config.put("bootstrap.servers", cluster.addresses().bootstrapServers());
    config.put("schema.registry.url", cluster.addresses().registryUrl());
    config.put("application.id", "erasing");
    config.put("threads", "1");
    config.put("model.release", "fallback");
    config.put("state.dir", state.toString());
    config.put("commit.interval", "200ms");
    config.put("decision.interval", "0s");
    config.put("kafka.producer.compression.type", "none");
    config.put("synthesis.cohorts", "eu,na,apac");
    config.put("synthesis.categories", "news,games,social,video,music");
    config.put("synthesis.window", "5s");
    config.put("synthesis.close.after", "1s");
    config.put("synthesis.publish.after", "5s");
    config.put("synthesis.releases.per.month", "1000");
    config.put("synthesis.sessions", "5");
    return config;
  }
}
