package dev.attune.topology.synthesis;

import dev.attune.schemas.ledger.LedgerEntry;
import dev.attune.schemas.topics.TopicCatalog;
import dev.attune.schemas.wire.DecodingException;
import dev.attune.schemas.wire.RecordDecoder;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.util.ArrayList;
import java.util.List;

/**
 * All that is committed on the topic of the ledger now. It is asked before anything is drawn, since
 * a store of ours may have been reset while the ledger was not.
 */
@FunctionalInterface
public interface LedgerHistory {

  /**
   * The values in their order, in the registry's wire format.
   *
   * @throws RuntimeException if they can't be read; then nothing may be drawn
   */
  List<byte[]> read();

  /**
   * The same, decoded.
   *
   * @throws IllegalStateException if something can't be decoded
   */
  default List<LedgerEntry> entries(SchemaRegistryClient registry) {
    RecordDecoder<LedgerEntry> decoder = new RecordDecoder<>(registry, LedgerEntry.class);
    List<LedgerEntry> entries = new ArrayList<>();
    for (byte[] value : read()) {
      try {
        entries.add(decoder.decode(value));
      } catch (DecodingException e) {
        throw new IllegalStateException(
            TopicCatalog.LEDGER.name() + " holds what can't be read", e);
      }
    }
    return entries;
  }
}
