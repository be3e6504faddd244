package dev.attune.topology.synthesis;

import dev.attune.topology.summary.SummarySettings;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;

/**
 * What the tasks of synthesis share.
 *
 * @param settings what is summarized, when, and for how much
 * @param partitions how many partitions' sums make a summary
 * @param generators what writes sessions
 * @param history what the ledger says
 * @param registry where schemas are looked up
 */
public record SynthesisParts(
    SummarySettings settings,
    int partitions,
    Generators generators,
    LedgerHistory history,
    SchemaRegistryClient registry) {

  /**
   * @throws IllegalArgumentException if there are no partitions
   */
  public SynthesisParts {
    if (partitions < 1) {
      throw new IllegalArgumentException("there are " + partitions + " partitions");
    }
  }
}
