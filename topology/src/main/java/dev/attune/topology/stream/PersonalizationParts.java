package dev.attune.topology.stream;

import dev.attune.topology.synthesis.SynthesisParts;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.util.Optional;

/** What the tasks of one application share. */
record PersonalizationParts(
    TopologySettings settings,
    ProfileRoom room,
    RunningReleases releases,
    SchemaRegistryClient registry,
    CatalogFeed catalog,
    PipelineCounters counters,
    Optional<SynthesisParts> synthesis) {}
