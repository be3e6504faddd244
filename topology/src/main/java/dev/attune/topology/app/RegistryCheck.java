package dev.attune.topology.app;

import dev.attune.schemas.topics.TopicCatalog;
import dev.attune.schemas.topics.TopicSpec;
import dev.attune.schemas.wire.RegistryUnavailableException;
import dev.attune.schemas.wire.SchemaRegistration;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.util.List;

/** Asks the registry, before the streams start, for the ids of the schemas they write with. */
final class RegistryCheck {

  private static final List<TopicSpec> WRITTEN =
      List.of(
          TopicCatalog.RECOMMENDATIONS,
          TopicCatalog.NOTIFICATION_SETTINGS,
          TopicCatalog.AUDIT_DECISIONS,
          TopicCatalog.DEAD_LETTERS);

  private static final int NOT_FOUND = 404;

  private RegistryCheck() {}

  /**
   * Fills the client's cache with the ids, and registers what is missing.
   *
   * @throws StartupException if the registry does not answer, or refuses
   */
  static void run(SchemaRegistryClient client, String url) {
    try {
      if (!allKnown(client)) {
        SchemaRegistration.registerAll(client);
      }
    } catch (IOException | RestClientException | RegistryUnavailableException e) {
      throw new StartupException(
          "The schema registry at "
              + url
              + " can't be used ("
              + e.getMessage()
              + "). Is the address right, and the registry up?",
          e);
    } catch (IllegalStateException e) {
      throw new StartupException("The schema registry at " + url + ": " + e.getMessage(), e);
    }
  }

  private static boolean allKnown(SchemaRegistryClient client)
      throws IOException, RestClientException {
    for (TopicSpec topic : WRITTEN) {
      try {
        client.getId(topic.subject(), new AvroSchema(topic.schema()));
      } catch (RestClientException e) {
        if (e.getStatus() == NOT_FOUND) {
          return false;
        }
        throw e;
      }
    }
    return true;
  }
}
