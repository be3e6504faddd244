package dev.attune.schemas.wire;

import io.confluent.kafka.schemaregistry.avro.AvroSchemaProvider;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClientFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Clients of the schema registry. */
public final class RegistryClients {
  static {
    AvroLimits.apply();
  }

  private static final int CACHED_SCHEMAS_PER_SUBJECT = 1000;

  private RegistryClients() {}

  /**
   * A client of the registry at {@code url}, thread-safe and to be shared. It gives up after a few
   * seconds, so that the caller decides how to wait.
   *
   * @param url the address of a registry that speaks Confluent's API, several separated by commas,
   *     or {@code mock://scope} for one in memory that all clients of the scope share
   */
  public static SchemaRegistryClient create(String url) {
    return create(url, Map.of());
  }

  /**
   * As {@link #create(String)}, with settings of Confluent's client beside Attune's, for example
   * {@code basic.auth.user.info} or {@code ssl.truststore.location} with the prefix {@code
   * schema.registry.}.
   */
  public static SchemaRegistryClient create(String url, Map<String, ?> settings) {
    Map<String, Object> config = new HashMap<>();
    config.put("http.connect.timeout.ms", 3_000);
    config.put("http.read.timeout.ms", 5_000);
    config.put("max.retries", 1);
    config.put("retries.wait.ms", 100);
    config.put("retries.max.wait.ms", 500);
    config.putAll(settings);
    return SchemaRegistryClientFactory.newClient(
        List.of(url.split(",")),
        CACHED_SCHEMAS_PER_SUBJECT,
        List.of(new AvroSchemaProvider()),
        config,
        Map.of());
  }
}
