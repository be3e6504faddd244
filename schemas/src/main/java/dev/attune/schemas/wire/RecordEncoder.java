package dev.attune.schemas.wire;

import dev.attune.schemas.topics.PublishedSchema;
import dev.attune.schemas.topics.TopicSpec;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/**
 * Records of one type to bytes in the registry's wire format, for one topic. The schema's id is
 * asked for once, at the first record. Not thread-safe: it reuses its buffer.
 *
 * @param <T> the record's class
 */
public final class RecordEncoder<T extends SpecificRecord> {
  static {
    AvroLimits.apply();
  }

  private static final int UNASKED = -1;

  private final SchemaRegistryClient client;
  private final String subject;
  private final Schema published;
  private final SpecificDatumWriter<T> writer;
  private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(256);
  private BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(buffer, null);

  private int schemaId = UNASKED;

  /**
   * An encoder for the subject {@code <topic>-value}.
   *
   * @param client where the schema is looked up and, if it isn't there, registered
   * @param type the record's class
   * @param topic the topic's name
   */
  public RecordEncoder(SchemaRegistryClient client, Class<T> type, String topic) {
    Schema schema = SpecificData.get().getSchema(type);
    this.client = client;
    this.subject = topic + "-value";
    this.published = PublishedSchema.of(type);
    this.writer = RecordWriters.of(schema, type);
  }

  /** An encoder for a topic of the catalog, whose records are of {@code type}. */
  public RecordEncoder(SchemaRegistryClient client, Class<T> type, TopicSpec topic) {
    this(client, type, topic.name());
    if (topic.type() != type) {
      throw new IllegalArgumentException(topic.name() + " carries " + topic.type().getSimpleName());
    }
  }

  /**
   * The record in the wire format: a zero byte, the schema id, Avro.
   *
   * @throws RegistryUnavailableException if the schema's id isn't known yet and can't be found out
   *     now
   * @throws IllegalArgumentException if the record lacks a field that must not be null
   */
  public byte[] encode(T record) {
    int id = schemaId();
    buffer.reset();
    buffer.write(0);
    buffer.write(id >>> 24);
    buffer.write(id >>> 16);
    buffer.write(id >>> 8);
    buffer.write(id);
    write(record);
    return buffer.toByteArray();
  }

  /**
   * The record's Avro bytes alone, without the five bytes of the wire format; never asks the
   * registry.
   *
   * @throws IllegalArgumentException if the record lacks a field that must not be null
   */
  public byte[] body(T record) {
    buffer.reset();
    write(record);
    return buffer.toByteArray();
  }

  private void write(T record) {
    try {
      writer.write(record, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory doesn't fail
    } catch (AvroRuntimeException | NullPointerException | ClassCastException e) {
      encoder = EncoderFactory.get().binaryEncoder(buffer, null); // the old one holds half a record
      throw new IllegalArgumentException(
          published.getName()
              + " can't be written, a field is missing or of the wrong type: "
              + e.getMessage(),
          e);
    }
  }

  private int schemaId() {
    if (schemaId == UNASKED) {
      schemaId = SchemaRegistration.register(client, subject, new AvroSchema(published));
    }
    return schemaId;
  }
}
