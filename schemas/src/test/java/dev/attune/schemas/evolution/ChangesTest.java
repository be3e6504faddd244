package dev.attune.schemas.evolution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which changes {@link EvolutionTest} lets pass and which it catches. */
class ChangesTest {
  private static final String EARLIER =
      """
      {"type": "record", "name": "Thing", "fields": [
        {"name": "id", "type": "string"},
        {"name": "kind", "type": {"type": "enum", "name": "Kind", "symbols": ["UNKNOWN", "APP"], "default": "UNKNOWN"}},
        {"name": "size", "type": "int", "default": 0},
        {"name": "what", "type": [{"type": "record", "name": "A", "fields": []}, {"type": "record", "name": "B", "fields": []}]}
      ]}
      """;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          an optional field at the end  | B", "fields": []}]}    | B", "fields": []}]}, {"name": "x", "type": ["null", "int"], "default": null}
          a field with a default        | B", "fields": []}]}    | B", "fields": []}]}, {"name": "x", "type": "string", "default": ""}
          a symbol of an enum           | "APP"]                 | "APP", "THEME"]
          a doc                         | "name": "id"           | "name": "id", "doc": "The id."
          """)
  void shouldAllow(String change, String from, String to) {
    Schema later = changed(from, to);

    assertThat(EvolutionTest.incompatibilities(later, List.of(parse(EARLIER)))).isEmpty();
    assertThat(AppendOnly.problems(parse(EARLIER), later)).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a field without a default     | B", "fields": []}]}    | B", "fields": []}]}, {"name": "x", "type": "string"}
          a required field taken away   | {"name": "id", "type": "string"}, | ''
          another type                  | "int", "default": 0    | "string", "default": ""
          a wider type                  | "int", "default": 0    | "long", "default": 0
          another name                  | "name": "id"           | "name": "identity"
          a branch of a union           | B", "fields": []}]     | B", "fields": []}, {"type": "record", "name": "C", "fields": []}]
          a branch taken away           | , {"type": "record", "name": "B", "fields": []}] | ]
          """)
  void shouldCatchTheIncompatible(String change, String from, String to) {
    assertThat(EvolutionTest.incompatibilities(changed(from, to), List.of(parse(EARLIER))))
        .isNotEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          symbols in another order      | ["UNKNOWN", "APP"]     | ["APP", "UNKNOWN"]
          a symbol in the middle        | ["UNKNOWN", "APP"]     | ["UNKNOWN", "THEME", "APP"]
          a field in the middle         | {"name": "kind"        | {"name": "x", "type": "int", "default": 0}, {"name": "kind"
          an optional field taken away  | {"name": "size", "type": "int", "default": 0}, | ''
          """)
  void shouldCatchWhatMovesOrdinals(String change, String from, String to) {
    assertThat(AppendOnly.problems(parse(EARLIER), changed(from, to))).isNotEmpty();
  }

  /** Compatible with the version before, but not with the first: what "transitive" is for. */
  @Test
  void shouldCompareWithAllEarlierVersions() {
    Schema first = changed("\"size\"", "\"length\"");
    Schema second = changed("{\"name\": \"size\", \"type\": \"int\", \"default\": 0},", "");
    Schema third =
        changed(
            "\"name\": \"size\", \"type\": \"int\", \"default\": 0",
            "\"name\": \"length\", \"type\": \"string\", \"default\": \"\"");

    assertThat(EvolutionTest.incompatibilities(second, List.of(first))).isEmpty();
    assertThat(EvolutionTest.incompatibilities(third, List.of(second))).isEmpty();
    assertThat(EvolutionTest.incompatibilities(third, List.of(first, second))).isNotEmpty();
  }

  private static Schema changed(String from, String to) {
    String flat = flat(EARLIER);
    assertThat(flat).contains(flat(from));
    return parse(flat.replace(flat(from), flat(to)));
  }

  private static String flat(String json) {
    return json.strip().replaceAll("\\s+", " ");
  }

  private static Schema parse(String json) {
    return new Schema.Parser().parse(json);
  }
}
