package dev.attune.schemas.evolution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.schemas.topics.TopicCatalog;
import dev.attune.schemas.topics.TopicSpec;
import io.confluent.kafka.schemaregistry.CompatibilityChecker;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EvolutionTest {
  static Stream<TopicSpec> topics() {
    return TopicCatalog.all().stream();
  }

  @ParameterizedTest
  @MethodSource("topics")
  void shouldKeepTheCurrentSchemaAsTheNewestVersion(TopicSpec topic) {
    List<Schema> versions = SchemaHistory.versions(topic);

    String newest =
        versions.isEmpty() ? "none" : SchemaHistory.text(versions.get(versions.size() - 1));

    assertThat(newest.equals(SchemaHistory.text(topic.schema())))
        .as(SchemaHistory.howToAdd(topic))
        .isTrue();
  }

  @ParameterizedTest
  @MethodSource("topics")
  void shouldBeCompatibleBothWaysWithEveryEarlierVersion(TopicSpec topic) {
    List<Schema> versions = SchemaHistory.versions(topic);

    for (int later = 0; later < versions.size(); later++) {
      assertThat(incompatibilities(versions.get(later), versions.subList(0, later)))
          .as("version %d of %s against the ones before", later + 1, topic.name())
          .isEmpty();
    }
    assertThat(incompatibilities(topic.schema(), versions)).as(topic.name()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("topics")
  void shouldOnlyAppendFieldsAndSymbols(TopicSpec topic) {
    for (Schema version : SchemaHistory.versions(topic)) {
      assertThat(AppendOnly.problems(version, topic.schema())).isEmpty();
    }
  }

  /** Otherwise the checks above would compare nothing with nothing. */
  @Test
  void shouldHaveASecondVersionOfSomething() {
    assertThat(topics().map(SchemaHistory::versions)).anyMatch(versions -> versions.size() > 1);
  }

  /** What the registry itself checks at level FULL_TRANSITIVE. */
  static List<String> incompatibilities(Schema schema, List<Schema> earlier) {
    return CompatibilityChecker.FULL_TRANSITIVE_CHECKER.isCompatible(
        new AvroSchema(schema), earlier.stream().map(AvroSchema::new).toList());
  }
}
