package dev.attune.schemas.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.schemas.topics.TopicCatalog;
import dev.attune.schemas.topics.TopicSpec;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SchemaRegistrationTest {
  @Test
  void shouldGiveTheSameIdsToEveryEmptyRegistry() {
    Map<String, Integer> first =
        SchemaRegistration.registerAll(RegistryClients.create("mock://registration-1"));
    Map<String, Integer> second =
        SchemaRegistration.registerAll(RegistryClients.create("mock://registration-2"));

    assertThat(first).isEqualTo(second);
    assertThat(first.keySet()).containsExactlyElementsOf(subjects());
    assertThat(first.values())
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 11).boxed().toList());
  }

  @Test
  void shouldChangeNothingTheSecondTime() throws Exception {
    SchemaRegistryClient client = RegistryClients.create("mock://registration-again");

    Map<String, Integer> first = SchemaRegistration.registerAll(client);
    Map<String, Integer> second = SchemaRegistration.registerAll(client);

    assertThat(second).isEqualTo(first);
    assertThat(client.getAllVersions("device.usage-events-value")).containsExactly(1);
  }

  @Test
  void shouldHaveIncompatibleVersionsRefused() throws Exception {
    SchemaRegistryClient client = RegistryClients.create("mock://registration-level");

    SchemaRegistration.registerAll(client);

    for (String subject : subjects()) {
      assertThat(client.getCompatibility(subject)).isEqualTo("FULL_TRANSITIVE");
    }
  }

  @Test
  void shouldSayWhenTheRegistryRefusesASchema() {
    try (FakeRegistry registry = new FakeRegistry()) {
      registry.fail(409, "{\"error_code\": 409, \"message\": \"incompatible\"}");

      assertThatIllegalStateException()
          .isThrownBy(() -> SchemaRegistration.registerAll(RegistryClients.create(registry.url())))
          .withMessageContaining("device.usage-events-value")
          .withMessageContaining("incompatible");
    }
  }

  @Test
  void shouldSayWhenTheRegistryFails() {
    try (FakeRegistry registry = new FakeRegistry()) {
      registry.fail(500, "{\"error_code\": 50001, \"message\": \"store\"}");

      assertThatThrownBy(
              () -> SchemaRegistration.registerAll(RegistryClients.create(registry.url())))
          .isInstanceOf(RegistryUnavailableException.class);
    }
  }

  @Test
  void shouldSayWhenTheRegistryIsDown() {
    FakeRegistry registry = new FakeRegistry();
    SchemaRegistryClient client = RegistryClients.create(registry.url());
    registry.close();

    assertThatThrownBy(() -> SchemaRegistration.registerAll(client))
        .isInstanceOf(RegistryUnavailableException.class);
  }

  private static List<String> subjects() {
    return TopicCatalog.all().stream().map(TopicSpec::subject).toList();
  }
}
