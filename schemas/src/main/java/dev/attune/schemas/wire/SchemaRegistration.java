package dev.attune.schemas.wire;

import dev.attune.schemas.topics.TopicCatalog;
import dev.attune.schemas.topics.TopicSpec;
import io.confluent.kafka.schemaregistry.CompatibilityLevel;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Puts schemas into the registry. */
public final class SchemaRegistration {
  private static final int NOT_FOUND = 404;

  private SchemaRegistration() {}

  /**
   * Registers the schema of every topic, one after the other in the catalog's order, so that an
   * empty registry always gives the same ids; and has the registry refuse versions that are not
   * compatible with all earlier ones. Changes nothing where that has been done.
   *
   * @return the schema id of each subject, in the catalog's order
   * @throws RegistryUnavailableException if the registry doesn't answer
   * @throws IllegalStateException if the registry refuses a schema, with its reason
   */
  public static Map<String, Integer> registerAll(SchemaRegistryClient client) {
    Map<String, Integer> ids = new LinkedHashMap<>();
    for (TopicSpec topic : TopicCatalog.all()) {
      ids.put(topic.subject(), register(client, topic.subject(), new AvroSchema(topic.schema())));
      requireCompatibility(client, topic.subject());
    }
    return ids;
  }

  /**
   * The id of {@code schema} under {@code subject}; looked up first, since many may look but few
   * may register.
   */
  static int register(SchemaRegistryClient client, String subject, AvroSchema schema) {
    try {
      try {
        return client.getId(subject, schema);
      } catch (RestClientException e) {
        if (e.getStatus() != NOT_FOUND) {
          throw e;
        }
        return client.register(subject, schema);
      }
    } catch (RestClientException e) {
      throw failure("schema of " + subject, e);
    } catch (IOException e) {
      throw new RegistryUnavailableException("the registry doesn't answer: " + e.getMessage(), e);
    }
  }

  private static void requireCompatibility(SchemaRegistryClient client, String subject) {
    try {
      client.updateCompatibility(subject, CompatibilityLevel.FULL_TRANSITIVE.name);
    } catch (RestClientException e) {
      throw failure("compatibility level of " + subject, e);
    } catch (IOException e) {
      throw new RegistryUnavailableException("the registry doesn't answer: " + e.getMessage(), e);
    }
  }

  private static RuntimeException failure(String what, RestClientException e) {
    return e.getStatus() >= 500
        ? new RegistryUnavailableException(
            "the registry fails on the " + what + ": " + e.getMessage(), e)
        : new IllegalStateException("the registry refuses the " + what + ": " + e.getMessage(), e);
  }
}
