package dev.attune.deploy.demo;

import dev.attune.deploy.cluster.LocalCluster;
import dev.attune.deploy.provision.Addresses;
import dev.attune.deploy.provision.CatalogPublisher;
import dev.attune.deploy.provision.Cluster;
import dev.attune.deploy.provision.ClusterException;
import dev.attune.deploy.provision.ProvisionPlan;
import dev.attune.deploy.provision.RunningDemo;
import dev.attune.device.record.RecorderProducer;
import dev.attune.schemas.catalog.CatalogItem;
import dev.attune.schemas.catalog.ItemKind;
import dev.attune.topology.app.ApplicationState;
import dev.attune.topology.app.AttuneApplication;
import dev.attune.topology.app.AttuneConfig;
import dev.attune.topology.app.ModelReleases;
import dev.attune.topology.app.PipelineStats;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Producer;

/**
 * A whole pipeline of one's own: broker, registry, topics, schemas, a catalog and the application,
 * all gone once closed.
 */
final class Pipeline implements Target {
  private static final String APPLICATION = "attune";
  private static final int PARTITIONS = 4;
  private static final Duration START_PATIENCE = Duration.ofSeconds(120);

  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final List<CatalogItem> catalog;
  private final Cluster cluster;
  private final Producer<byte[], byte[]> producer;
  private final AttuneApplication application;

  /**
   * Starts everything, and says what it is doing.
   *
   * @throws RuntimeException with a sentence for people if something does not start; then nothing
   *     is left running
   */
  Pipeline(PipelineSettings settings, List<CatalogItem> catalog, Consumer<String> say) {
    this.catalog = List.copyOf(catalog);
    try {
      // A release that is refused is refused before anything slow is started.
      ModelReleases.open(settings.release(), ModelReleases.trusted(settings.trustedKeys())).close();
      say.accept("Starting a Kafka broker and a schema registry (about ten seconds) ...");
      LocalCluster local =
          opened(LocalCluster.start(settings.brokerPort(), settings.registryPort()));
      Addresses addresses = new Addresses(local.bootstrapServers(), local.registryUrl());
      say.accept("  broker    " + addresses.bootstrapServers());
      say.accept("  registry  " + addresses.registryUrl());
      cluster = opened(Cluster.connect(addresses));
      ProvisionPlan.of(cluster, PARTITIONS, (short) 1).apply();
      producer = opened(RecorderProducer.open(addresses.bootstrapServers(), Map.of()));
      CatalogPublisher.publish(catalog, cluster, producer);
      application = opened(start(settings, addresses, local.folder().resolve("state")));
      opened(RunningDemo.publish(addresses));
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  @Override
  public Cluster cluster() {
    return cluster;
  }

  @Override
  public List<CatalogItem> catalog() {
    return catalog;
  }

  @Override
  public Producer<byte[], byte[]> producer() {
    return producer;
  }

  @Override
  public Optional<PipelineStats> stats() {
    return Optional.of(application.stats());
  }

  @Override
  public Optional<Progress> progress(Duration patience) {
    return Optional.of(new Progress(cluster, APPLICATION, patience, this::requireAlive));
  }

  /** Throws if the application has stopped, which it does only if it failed. */
  @Override
  public void requireAlive() {
    if (application.state() == ApplicationState.FAILED
        || application.state() == ApplicationState.STOPPED) {
      throw new ClusterException(
          "The application stopped: "
              + application.failure().map(Throwable::toString).orElse("no reason given")
              + ".",
          application.failure().orElse(null));
    }
  }

  @Override
  public void close() {
    RuntimeException first = null;
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception e) {
        first = first == null ? new IllegalStateException(e) : first;
      }
    }
    if (first != null) {
      throw first;
    }
  }

  private <T extends AutoCloseable> T opened(T resource) {
    open.push(resource);
    return resource;
  }

  /**
   * Windows of seconds instead of a day, to have something to show. A month's budget is then spent
   * after five minutes, and the ledger says so.
   */
  private Map<String, String> synthesis() {
    SortedSet<String> regions = new TreeSet<>();
    SortedSet<String> categories = new TreeSet<>();
    for (CatalogItem item : catalog) {
      regions.addAll(item.getRegions());
      if (item.getKind() == ItemKind.APP) {
        categories.add(item.getCategory());
      }
    }
    if (regions.isEmpty() || categories.isEmpty() || categories.size() > 60) {
      // A recorded log, of which nobody said where its people live.
      return Map.of();
    }
    return Map.of(
        "synthesis.cohorts", String.join(",", regions),
        "synthesis.categories", String.join(",", categories),
        "synthesis.window", "10s",
        "synthesis.close.after", "1s",
        "synthesis.publish.after", "5s",
        "synthesis.releases.per.month", "31",
        "synthesis.sessions", "100");
  }

  private AttuneApplication start(PipelineSettings settings, Addresses addresses, Path state) {
    Map<String, String> config = new HashMap<>();
    config.put("bootstrap.servers", addresses.bootstrapServers());
    config.put("schema.registry.url", addresses.registryUrl());
    config.put("application.id", APPLICATION);
    config.put("state.dir", state.toString());
    config.put("model.release", settings.release());
    config.put("model.trusted.keys", settings.trustedKeys().map(Path::toString).orElse(""));
    config.putAll(synthesis());
    AttuneApplication starting = new AttuneApplication(AttuneConfig.of(config));
    try {
      starting.start();
      if (starting.awaitRunning(START_PATIENCE)) {
        return starting;
      }
      throw new ClusterException(
          "The application is not running after " + START_PATIENCE.toSeconds() + " s.", null);
    } catch (InterruptedException e) {
      starting.close();
      Thread.currentThread().interrupt();
      throw new ClusterException("Interrupted while the application started.", e);
    } catch (RuntimeException e) {
      starting.close();
      throw e;
    }
  }
}
