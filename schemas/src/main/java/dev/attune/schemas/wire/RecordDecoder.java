package dev.attune.schemas.wire;

import dev.attune.schemas.topics.TopicCatalog;
import dev.attune.schemas.topics.TopicSpec;
import dev.attune.schemas.wire.DecodingException.Reason;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.io.IOException;
import java.util.function.LongSupplier;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.io.DatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Bytes in the registry's wire format to records of one type, whatever version of the schema they
 * were written with.
 *
 * <p>Made for bytes from anyone: any array of bytes gives a record, a {@link DecodingException} or,
 * when its schema is not known yet and the registry can't be asked, a {@link
 * RegistryUnavailableException}; and never takes more memory than a small multiple of its length.
 * Not thread-safe: it reuses its decoder. A known schema costs no request.
 *
 * @param <T> the record's class
 */
public final class RecordDecoder<T extends SpecificRecord> {
  static {
    AvroLimits.apply();
  }

  private static final int HEADER = 5;
  private static final int LARGEST_UNLESS_IN_CATALOG = 256 * 1024;

  private final BoundedDecoder decoder = new BoundedDecoder();
  private final WriterSchemas<T> schemas;
  private final int maxBytes;

  private int lastId = -1;
  private @Nullable DatumReader<T> lastReader;

  /**
   * A decoder with the size limit of the topic that carries {@code type}.
   *
   * @param client where writers' schemas are looked up
   * @param type the record's class
   */
  public RecordDecoder(SchemaRegistryClient client, Class<T> type) {
    this(client, type, maxBytes(type), System::nanoTime);
  }

  RecordDecoder(SchemaRegistryClient client, Class<T> type, int maxBytes, LongSupplier nanoTime) {
    this.schemas = new WriterSchemas<>(client, type, nanoTime);
    this.maxBytes = maxBytes;
  }

  private static int maxBytes(Class<?> type) {
    return TopicCatalog.all().stream()
        .filter(topic -> topic.type() == type)
        .mapToInt(TopicSpec::maxMessageBytes)
        .findFirst()
        .orElse(LARGEST_UNLESS_IN_CATALOG);
  }

  /**
   * Reads one record.
   *
   * @param value a record's value as it came, or null
   * @throws DecodingException if it can never be read
   * @throws RegistryUnavailableException if its schema must be looked up and the registry doesn't
   *     answer; try again
   */
  public T decode(byte @Nullable [] value) throws DecodingException {
    if (value == null || value.length == 0) {
      throw new DecodingException(Reason.EMPTY, "there is no value");
    }
    if (value.length > maxBytes) {
      throw new DecodingException(
          Reason.TOO_LARGE, value.length + " bytes, " + maxBytes + " are allowed");
    }
    if (value.length < HEADER || value[0] != 0) {
      throw new DecodingException(
          Reason.NOT_WIRE_FORMAT, "no zero byte and schema id at the start");
    }
    DatumReader<T> reader = reader(schemaId(value));
    decoder.reset(value, HEADER);
    T record;
    try {
      record = reader.read(null, decoder);
    } catch (MalformedException e) {
      throw new DecodingException(Reason.MALFORMED, e.getMessage(), e);
    } catch (IOException
        | AvroRuntimeException
        | IndexOutOfBoundsException
        | ClassCastException e) {
      // Avro's own message may quote the bytes; its class says enough.
      throw new DecodingException(
          Reason.MALFORMED, "not what the schema says: " + e.getClass().getSimpleName());
    }
    if (decoder.left() > 0) {
      throw new DecodingException(Reason.MALFORMED, decoder.left() + " bytes are left over");
    }
    return record;
  }

  private DatumReader<T> reader(int id) throws DecodingException {
    DatumReader<T> reader = lastReader;
    if (reader == null || id != lastId) {
      reader = schemas.reader(id);
      lastReader = reader;
      lastId = id;
    }
    return reader;
  }

  private static int schemaId(byte[] value) {
    return (value[1] & 0xFF) << 24
        | (value[2] & 0xFF) << 16
        | (value[3] & 0xFF) << 8
        | (value[4] & 0xFF);
  }
}
