package dev.attune.topology.app;

import dev.attune.models.release.signing.TrustedKeys;
import dev.attune.schemas.wire.RegistryClients;
import dev.attune.topology.release.GuardSettings;
import dev.attune.topology.stream.PersonalizationTopology;
import dev.attune.topology.stream.PipelineCounters;
import dev.attune.topology.stream.TopologySettings;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription.GlobalStore;
import org.apache.kafka.streams.TopologyDescription.Node;
import org.apache.kafka.streams.TopologyDescription.Processor;
import org.apache.kafka.streams.TopologyDescription.Sink;
import org.apache.kafka.streams.TopologyDescription.Source;
import org.apache.kafka.streams.TopologyDescription.Subtopology;

/** A topology for people to read. */
public final class TopologyDescription {

  private final org.apache.kafka.streams.TopologyDescription topology;

  private TopologyDescription(org.apache.kafka.streams.TopologyDescription topology) {
    this.topology = topology;
  }

  /** The description of a topology. */
  public static TopologyDescription of(Topology topology) {
    return new TopologyDescription(topology.describe());
  }

  /** The description of what an application runs that configures nothing. */
  public static TopologyDescription ofDefaults() {
    // Nothing of this is used: the topology is built, not run.
    PipelineCounters counters = new PipelineCounters();
    SchemaRegistryClient registry = RegistryClients.create("mock://describe");
    try (ReleaseService releases =
        new ReleaseService(
            ModelReleases.fallback(),
            new ReleaseSettings(true, GuardSettings.defaults()),
            TrustedKeys.of(List.of()),
            registry,
            counters,
            takenBack -> {},
            "describe")) {
      return of(
          PersonalizationTopology.build(
              TopologySettings.defaults(), releases.running(), registry, counters));
    }
  }

  /** As Kafka Streams itself describes it. */
  public String text() {
    return topology.toString();
  }

  /**
   * As a flow chart in the language of Mermaid: topics are rounded, stores are cylinders. The order
   * of lines is that of names, so that equal topologies give equal text.
   */
  public String mermaid() {
    List<String> lines = new ArrayList<>();
    lines.add("flowchart LR");
    Set<String> shapes = new TreeSet<>();
    Set<String> edges = new TreeSet<>();
    for (Subtopology subtopology : topology.subtopologies()) {
      subtopology.nodes().stream()
          .sorted(Comparator.comparing(Node::name))
          .forEach(node -> draw(node, shapes, edges));
    }
    for (GlobalStore global : topology.globalStores()) {
      draw(global.source(), shapes, edges);
      draw(global.processor(), shapes, edges);
    }
    shapes.forEach(shape -> lines.add("  " + shape));
    edges.forEach(edge -> lines.add("  " + edge));
    return String.join("\n", lines) + "\n";
  }

  private static void draw(Node node, Set<String> shapes, Set<String> edges) {
    if (node instanceof Source source) {
      for (String topic : source.topicSet()) {
        shapes.add(topic(topic));
        for (Node successor : source.successors()) {
          edges.add(id(topic) + " --> " + id(successor.name()));
        }
      }
    } else if (node instanceof Sink sink) {
      shapes.add(topic(sink.topic()));
      for (Node predecessor : sink.predecessors()) {
        edges.add(id(predecessor.name()) + " --> " + id(sink.topic()));
      }
    } else if (node instanceof Processor processor) {
      shapes.add(id(node.name()) + "[\"" + node.name() + "\"]");
      for (String store : processor.stores()) {
        shapes.add("store_" + id(store) + "[(\"" + store + "\")]");
        edges.add(id(node.name()) + " <--> store_" + id(store));
      }
      for (Node successor : processor.successors()) {
        if (!(successor instanceof Sink)) {
          edges.add(id(node.name()) + " --> " + id(successor.name()));
        }
      }
    }
  }

  private static String topic(String name) {
    return id(name) + "([\"" + name + "\"])";
  }

  /** Names of nodes in Mermaid hold no dots and dashes. */
  private static String id(String name) {
    return name.replaceAll("[^A-Za-z0-9]", "_");
  }
}
