package dev.attune.bench.pipeline;

import dev.attune.device.simulate.Simulation;
import dev.attune.device.simulate.SimulationConfig;
import dev.attune.models.onnx.OnnxRelease;
import dev.attune.schemas.catalog.CatalogItem;
import dev.attune.schemas.catalog.ItemKind;
import dev.attune.schemas.wire.RegistryClients;
import dev.attune.topology.app.AttuneApplication;
import dev.attune.topology.app.AttuneConfig;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;

/** An application that runs, of whatever kind; closed in order. */
interface RunningSide extends AutoCloseable {

  Duration CLOSE_PATIENCE = Duration.ofSeconds(20);

  /** Throws if it has failed. */
  void requireAlive();

  @Override
  void close();

  /** Starts the application of a side. */
  static RunningSide start(SideTask task) {
    return switch (task.side()) {
      case PASS_THROUGH ->
          plain(BareTopologies.passThrough(), BareTopologies.defaults(task), () -> {});
      case BARE -> plain(BareTopologies.readModifyWrite(), BareTopologies.defaults(task), () -> {});
      case TUNED ->
          plain(
              BareTopologies.readModifyWrite(),
              AttuneConfig.of(settings(task)).streamsProperties(),
              () -> {});
      case REENCODE -> reencode(task);
      case WITHOUT_MODEL -> attune(task, Map.of("model.release", "fallback"));
      case ATTUNE -> attune(task, Map.of());
      case COUNTING -> attune(task, counting());
    };
  }

  private static RunningSide reencode(SideTask task) {
    OnnxRelease release = OnnxRelease.builtIn();
    SchemaRegistryClient registry = RegistryClients.create(task.registryUrl());
    return plain(
        BareTopologies.stored(() -> new HistoryProcessor(registry, release.vocabulary())),
        BareTopologies.defaults(task),
        release::close);
  }

  private static RunningSide plain(Topology topology, Properties settings, Runnable atEnd) {
    KafkaStreams streams = new KafkaStreams(topology, settings);
    streams.start();
    return new RunningSide() {
      @Override
      public void requireAlive() {
        if (streams.state() == KafkaStreams.State.ERROR) {
          throw new IllegalStateException("Kafka Streams has failed");
        }
      }

      @Override
      public void close() {
        streams.close(CLOSE_PATIENCE);
        atEnd.run();
      }
    };
  }

  private static RunningSide attune(SideTask task, Map<String, String> more) {
    Map<String, String> settings = settings(task);
    settings.putAll(more);
    AttuneApplication application = new AttuneApplication(AttuneConfig.of(settings));
    application.start();
    return new RunningSide() {
      @Override
      public void requireAlive() {
        application
            .failure()
            .ifPresent(
                failure -> {
                  throw new IllegalStateException("Attune has failed", failure);
                });
      }

      @Override
      public void close() {
        application.close();
      }
    };
  }

  /** What must be said; everything else is as it comes. */
  private static Map<String, String> settings(SideTask task) {
    Map<String, String> settings = new HashMap<>();
    settings.put("bootstrap.servers", task.bootstrapServers());
    settings.put("schema.registry.url", task.registryUrl());
    settings.put("application.id", task.application());
    settings.put("state.dir", task.state().toString());
    settings.put("threads", Integer.toString(task.threads()));
    return settings;
  }

  /** All regions, and all categories of the simulated catalog. */
  private static Map<String, String> counting() {
    SortedSet<String> regions = new TreeSet<>();
    SortedSet<String> categories = new TreeSet<>();
    for (CatalogItem item : new Simulation(SimulationConfig.of(1, 1, Instant.EPOCH)).catalog()) {
      regions.addAll(item.getRegions());
      if (item.getKind() == ItemKind.APP) {
        categories.add(item.getCategory());
      }
    }
    return Map.of(
        "synthesis.cohorts", String.join(",", regions),
        "synthesis.categories", String.join(",", categories));
  }
}
