package dev.attune.deploy.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
  private static final Report REPORT =
      new Report(
          "demo",
          7,
          Instant.parse("2026-03-02T10:00:00Z"),
          List.of(
              new Figure("events.sent", 12_345, "count"),
              new Figure("throughput", 499.25, "events/s")),
          Map.of("release", "r1"));

  @Test
  void shouldWriteTheFormThatAllReportsHave() throws IOException {
    JsonNode json = new ObjectMapper().readTree(REPORT.toJson());

    assertThat(json.fieldNames())
        .toIterable()
        .containsExactly("command", "version", "seed", "startedAt", "machine", "figures", "tables");
    assertThat(json.at("/command").asText()).isEqualTo("demo");
    assertThat(json.at("/version").asText()).matches("\\d+\\.\\d+\\.\\d+.*");
    assertThat(json.at("/seed").asLong()).isEqualTo(7);
    assertThat(json.at("/startedAt").asText()).isEqualTo("2026-03-02T10:00:00Z");
    assertThat(json.at("/machine/cores").asInt()).isPositive();
    assertThat(json.at("/machine/jdk").asText()).isEqualTo(System.getProperty("java.version"));
    assertThat(json.at("/figures/0").toString())
        .isEqualTo("{\"name\":\"events.sent\",\"value\":12345,\"unit\":\"count\"}");
    assertThat(json.at("/figures/1").toString())
        .isEqualTo("{\"name\":\"throughput\",\"value\":499.25,\"unit\":\"events/s\"}");
    assertThat(json.at("/tables").toString()).isEqualTo("{\"release\":\"r1\"}");
  }

  @Test
  void shouldSayTheSameToPeople() {
    assertThat(REPORT.toText())
        .containsPattern("events\\.sent +12,345 count")
        .containsPattern("throughput +499\\.250 events/s")
        .containsPattern("release +r1");
  }

  @Test
  void shouldTellIntervalsAndGoals() throws IOException {
    Report report =
        new Report(
            "evaluate model",
            1,
            Instant.EPOCH,
            List.of(
                new Figure("good", 0.95, "ratio").between(0.93, 0.97).atLeast(0.9),
                new Figure("slow", 51, "events").atMost(50)),
            Map.of());

    JsonNode figures = new ObjectMapper().readTree(report.toJson()).at("/figures");

    assertThat(figures.at("/0").toString())
        .endsWith("\"low\":0.93,\"high\":0.97,\"reach\":0.9,\"met\":true}");
    assertThat(figures.at("/1").toString()).endsWith("\"reach\":50.0,\"met\":false}");
    assertThat(report.toText())
        .containsPattern("good +0\\.950 ratio, 0\\.930 to 0\\.970; reached 0\\.9")
        .containsPattern("slow +51 events; NOT reached: 50\\.0");
  }

  @Test
  void shouldRefuseNumbersThatJsonDoesNotHave() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Figure("share", Double.NaN, "share"))
        .withMessage("share is NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Figure("share", 0.5, "share").between(0.6, 0.4));
  }

  @Test
  void shouldWriteRowsAndColumns() throws IOException {
    Table table =
        new Table(
            "rankers",
            List.of("ranker", "queries", "hr5"),
            List.of(List.of("attune", 1200, 0.71234), List.of("oracle", 7, Double.NaN)));
    Report report =
        new Report("e", 1, Instant.EPOCH, List.of(), Map.of("release", "r1"), List.of(table));

    assertThat(new ObjectMapper().readTree(report.toJson()).at("/tables").toString())
        .isEqualTo(
            "{\"release\":\"r1\",\"rankers\":[{\"ranker\":\"attune\",\"queries\":1200,\"hr5\":0.7123},"
                + "{\"ranker\":\"oracle\",\"queries\":7,\"hr5\":null}]}");
    assertThat(report.toText())
        .contains(
            "  rankers\n",
            "  ranker  queries     hr5\n",
            "  attune    1,200  0.7123\n",
            "  oracle        7       -\n");
  }

  @Test
  void shouldRefuseRowsThatDoNotFit() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Table("t", List.of("a", "b"), List.of(List.of(1))))
        .withMessage("t has a row of 1 cells for 2 columns");
  }

  @Test
  void shouldFindFiguresByName() {
    assertThat(REPORT.value("throughput")).hasValue(499.25);
    assertThat(REPORT.value("latency.p50")).isEmpty();
  }

  @Test
  void shouldReplaceTheFile(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("report.json");
    Files.writeString(file, "x".repeat(100_000));

    REPORT.write(file);

    assertThat(Files.readString(file)).isEqualTo(REPORT.toJson() + "\n");
  }
}
