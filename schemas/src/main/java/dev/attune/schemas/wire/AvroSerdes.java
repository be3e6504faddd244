package dev.attune.schemas.wire;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Kafka serdes in the registry's wire format, subjects by topic name, for consumers and tests. A
 * null value stays null. What can't be read or written is a {@link SerializationException}.
 * Thread-safe.
 */
public final class AvroSerdes {
  static {
    AvroLimits.apply();
  }

  private AvroSerdes() {}

  /** A serde over the registry at {@code url}, as in {@link RegistryClients#create(String)}. */
  public static <T extends SpecificRecord> Serde<T> serde(String url, Class<T> type) {
    return serde(RegistryClients.create(url), type);
  }

  /** A serde over {@code client}, which stays the caller's to close. */
  public static <T extends SpecificRecord> Serde<T> serde(
      SchemaRegistryClient client, Class<T> type) {
    return Serdes.serdeFrom(
        new RecordSerializer<>(client, type), new RecordDeserializer<>(client, type));
  }

  private static final class RecordSerializer<T extends SpecificRecord> implements Serializer<T> {
    private final SchemaRegistryClient client;
    private final Class<T> type;
    private final Map<String, RecordEncoder<T>> encoders = new HashMap<>();

    RecordSerializer(SchemaRegistryClient client, Class<T> type) {
      this.client = client;
      this.type = type;
    }

    @Override
    public synchronized byte @Nullable [] serialize(String topic, @Nullable T data) {
      if (data == null) {
        return null;
      }
      try {
        return encoders
            .computeIfAbsent(topic, t -> new RecordEncoder<>(client, type, t))
            .encode(data);
      } catch (IllegalArgumentException | IllegalStateException e) {
        throw new SerializationException(e.getMessage(), e);
      }
    }
  }

  private static final class RecordDeserializer<T extends SpecificRecord>
      implements Deserializer<T> {
    private final RecordDecoder<T> decoder;

    RecordDeserializer(SchemaRegistryClient client, Class<T> type) {
      this.decoder = new RecordDecoder<>(client, type);
    }

    @Override
    public synchronized @Nullable T deserialize(String topic, byte @Nullable [] data) {
      if (data == null) {
        return null;
      }
      try {
        return decoder.decode(data);
      } catch (DecodingException e) {
        throw new SerializationException(topic + ": " + e.reason() + ", " + e.getMessage(), e);
      }
    }
  }
}
