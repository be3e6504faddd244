package dev.attune.topology.stream;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;

/** What the tasks of one application share. */
record PersonalizationParts(
    TopologySettings settings,
    RunningReleases releases,
    SchemaRegistryClient registry,
    CatalogFeed catalog,
    PipelineCounters counters) {}
