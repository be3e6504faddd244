package dev.attune.schemas.evolution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.schemas.topics.TopicCatalog;
import dev.attune.schemas.topics.TopicSpec;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaLintTest {
  private static final String GOOD =
      """
      {"type": "record", "name": "Thing", "doc": "A thing.", "purpose": "operation", "retentionDays": 7, "fields": [
        {"name": "id", "doc": "Its id.", "type": "string"},
        {"name": "kind", "doc": "Its kind.", "type": {"type": "enum", "name": "Kind", "doc": "Kinds.", "symbols": ["A"], "default": "A"}},
        {"name": "mark", "doc": "Its mark.", "type": {"type": "fixed", "name": "Mark", "doc": "A mark.", "size": 4}},
        {"name": "list", "doc": "A list.", "type": {"type": "array", "items": "string"}}
      ]}
      """;

  static Stream<TopicSpec> topics() {
    return TopicCatalog.all().stream();
  }

  @ParameterizedTest
  @MethodSource("topics")
  void shouldFindNothingInOurSchemas(TopicSpec topic) {
    assertThat(SchemaLint.problems(topic.schema())).isEmpty();
  }

  /** The retention in a schema is a promise; the topic that deletes keeps it. */
  @ParameterizedTest
  @MethodSource("topics")
  void shouldPromiseTheRetentionThatTheTopicHas(TopicSpec topic) {
    if (topic.cleanup().deletes()) {
      assertThat(topic.schema().getObjectProp("retentionDays"))
          .isEqualTo((int) topic.retention().toDays());
      SchemaWalk.over(
          topic.schema(),
          type -> {
            if (type.getType() == Schema.Type.RECORD
                && type.getObjectProp("retentionDays") instanceof Integer days) {
              assertThat((long) days)
                  .as(type.getFullName())
                  .isGreaterThanOrEqualTo(topic.retention().toDays());
            }
          });
    }
  }

  @Test
  void shouldFindNothingInAGoodSchema() {
    assertThat(SchemaLint.problems(new Schema.Parser().parse(GOOD))).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Thing has no doc          | "doc": "A thing.",           | ''
          Thing has no known purpose| "purpose": "operation",      | ''
          Thing has no known purpose| "purpose": "operation",      | "purpose": "fun",
          Thing has no retentionDays| "retentionDays": 7,          | ''
          Thing has no retentionDays| "retentionDays": 7,          | "retentionDays": 0,
          Thing.id has no doc       | "doc": "Its id.",            | ''
          Thing.id has no doc       | "doc": "Its id.",            | "doc": " ",
          Kind has no doc           | "doc": "Kinds.",             | ''
          Kind has no default       | , "default": "A"             | ''
          Mark has no doc           | "doc": "A mark.",            | ''
          take no bytes             | "items": "string"            | "items": "null"
          take no bytes             | "items": "string"            | "items": {"type": "record", "name": "Empty", "doc": "E.", "purpose": "operation", "retentionDays": 7, "fields": []}
          Thing.list refers back    | "items": "string"            | "items": "Thing"
          a map                     | "array", "items"             | "map", "values"
          """)
  void shouldFind(String problem, String from, String to) {
    assertThat(GOOD).contains(from);

    Schema bad = new Schema.Parser().parse(GOOD.replace(from, to));

    assertThat(SchemaLint.problems(bad)).hasSize(1).first().asString().contains(problem);
  }
}
