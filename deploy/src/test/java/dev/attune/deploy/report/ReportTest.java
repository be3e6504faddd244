package dev.attune.deploy.report;

import static org.assertj.core.api.Assertions.assertThat;

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
