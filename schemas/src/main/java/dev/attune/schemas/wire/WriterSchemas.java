package dev.attune.schemas.wire;

import dev.attune.schemas.wire.DecodingException.Reason;
import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumReader;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * One reader for each schema that records of a type were written with. An id names the same schema
 * forever, so what was found out about it stays; only "unknown" is forgotten after a while, since
 * the id may be given out later.
 */
final class WriterSchemas<T extends SpecificRecord> {
  /** How long an id that the registry doesn't know isn't asked for again. */
  static final Duration UNKNOWN_FOR = Duration.ofSeconds(10);

  /** How many such ids are remembered; the oldest goes first. */
  static final int MOST_UNKNOWN = 1024;

  /**
   * Confluent's error codes for a schema id that doesn't exist; the second is what its registry in
   * memory gives.
   */
  private static final Set<Integer> NOT_FOUND = Set.of(40403, 40401);

  private final SchemaRegistryClient client;
  private final Schema readerSchema;
  private final SpecificData data;
  private final LongSupplier nanoTime;
  private final Map<Integer, DatumReader<T>> readers = new HashMap<>();
  private final Map<Integer, String> incompatible = new HashMap<>();
  private final Map<Integer, Long> unknownSince = new LinkedHashMap<>();

  WriterSchemas(SchemaRegistryClient client, Class<T> type, LongSupplier nanoTime) {
    this.client = client;
    this.readerSchema = SpecificData.get().getSchema(type);
    this.data = SpecificData.getForClass(type);
    this.nanoTime = nanoTime;
  }

  /** The reader for records written with the schema {@code id}. */
  DatumReader<T> reader(int id) throws DecodingException {
    DatumReader<T> known = readers.get(id);
    if (known != null) {
      return known;
    }
    String problem = incompatible.get(id);
    if (problem != null) {
      throw new DecodingException(Reason.INCOMPATIBLE_SCHEMA, problem);
    }
    if (isKnownToBeUnknown(id)) {
      throw unknown(id);
    }
    DatumReader<T> reader = readerFor(id, lookUp(id));
    readers.put(id, reader);
    return reader;
  }

  private DatumReader<T> readerFor(int id, @Nullable Schema writerSchema) throws DecodingException {
    String problem =
        writerSchema == null
            ? "not an Avro schema"
            : SchemaCheck.problem(readerSchema, writerSchema).orElse(null);
    if (writerSchema == null || problem != null) {
      String message =
          "schema " + id + " can't be read as " + readerSchema.getFullName() + ": " + problem;
      incompatible.put(id, message);
      throw new DecodingException(Reason.INCOMPATIBLE_SCHEMA, message);
    }
    return new SpecificDatumReader<>(writerSchema, readerSchema, data);
  }

  /** The schema as the registry has it; null if it is no valid Avro schema. */
  private @Nullable Schema lookUp(int id) throws DecodingException {
    if (id <= 0) {
      throw unknown(id); // registries count from 1
    }
    try {
      ParsedSchema parsed = client.getSchemaById(id);
      return parsed.rawSchema() instanceof Schema schema ? schema : null;
    } catch (RestClientException e) {
      // A plain 404 isn't enough: a wrong path to the registry would give it for every id, and all
      // records would be lost.
      if (NOT_FOUND.contains(e.getErrorCode())) {
        rememberUnknown(id);
        throw unknown(id);
      }
      throw unavailable(id, e);
    } catch (IOException | RuntimeException e) {
      if (isInvalidSchema(e)) {
        return null;
      }
      throw unavailable(id, e);
    }
  }

  /** The client's only word for a schema of another type or one that can't be parsed. */
  private static boolean isInvalidSchema(Exception e) {
    return String.valueOf(e.getMessage()).contains("Invalid schema");
  }

  private boolean isKnownToBeUnknown(int id) {
    Long since = unknownSince.get(id);
    return since != null && nanoTime.getAsLong() - since < UNKNOWN_FOR.toNanos();
  }

  private void rememberUnknown(int id) {
    unknownSince.remove(id); // so that it goes to the end
    unknownSince.put(id, nanoTime.getAsLong());
    if (unknownSince.size() > MOST_UNKNOWN) {
      unknownSince.remove(unknownSince.keySet().iterator().next());
    }
  }

  private static DecodingException unknown(int id) {
    return new DecodingException(Reason.UNKNOWN_SCHEMA, "the registry has no schema " + id);
  }

  private static RegistryUnavailableException unavailable(int id, Exception e) {
    return new RegistryUnavailableException(
        "can't look up schema " + id + ": " + e.getMessage(), e);
  }
}
