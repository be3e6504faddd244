package dev.attune.topology.stream;

import dev.attune.schemas.wire.DecodingException;
import dev.attune.schemas.wire.RecordDecoder;
import dev.attune.schemas.wire.RegistryUnavailableException;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** A decoder that waits for the registry where it must be asked. Not thread-safe. */
final class PatientDecoder<T extends SpecificRecord> {

  private final RecordDecoder<T> decoder;
  private final RegistryPatience patience;

  PatientDecoder(RecordDecoder<T> decoder, RegistryPatience patience) {
    this.decoder = decoder;
    this.patience = patience;
  }

  /**
   * @throws DecodingException if the value can never be read
   * @throws RegistryUnavailableException if the registry did not answer for too long
   */
  T decode(byte @Nullable [] value) throws DecodingException {
    while (true) {
      try {
        return decoder.decode(value);
      } catch (RegistryUnavailableException e) {
        patience.await(e);
      }
    }
  }
}
