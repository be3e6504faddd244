package dev.attune.deploy.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that bring a pipeline of their own. */
class DemoCommandIT {

  @TempDir private Path folder;

  @Test
  void shouldAccountForEverythingAndLeaveNothingBehind() throws IOException {
    Set<Long> before = children();
    Path report = folder.resolve("report.json");

    CommandRun run =
        CommandRun.of("demo", "--users=40", "--rate=200", "--duration=5s", "--report=" + report);

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out())
        .containsPattern("broker +localhost:\\d+")
        .containsPattern("registry +http://localhost:\\d+/apis/ccompat/v7");
    Map<String, Double> figures = figures(Files.readString(report));
    assertThat(figures.get("events.sent")).isEqualTo(1_000);
    assertSound(figures);
    assertThat(figures.get("events.rejected.no-consent")).isPositive();
    assertThat(figures.get("events.rejected.duplicate")).isPositive();
    assertThat(figures.get("recommendations.lists")).isPositive();
    assertThat(figures.get("notification_settings.records")).isPositive();
    assertThat(figures.get("recommendations.invalid")).isZero();
    assertThat(figures.get("model.fallback_share")).isZero();
    assertThat(figures.get("latency.p50")).isPositive();
    assertThat(figures.get("latency.p99")).isGreaterThanOrEqualTo(figures.get("latency.p50"));
    assertThat(children()).isEqualTo(before);
  }

  @Test
  void shouldDecideTheSameTwice() throws IOException {
    JsonNode first = deterministicRun(3);
    JsonNode second = deterministicRun(3);
    JsonNode otherSeed = deterministicRun(4);

    String digest = first.at("/tables/decisions_digest").asText();
    assertThat(digest).hasSize(64);
    assertThat(second.at("/tables/decisions_digest").asText()).isEqualTo(digest);
    assertThat(otherSeed.at("/tables/decisions_digest").asText()).isNotEqualTo(digest);
    assertThat(figures(first.toString()).get("recommendations.lists")).isPositive();
  }

  @Test
  void shouldReplayARecordedLog() throws IOException {
    Path log =
        Files.writeString(
            folder.resolve("frappe.csv"),
            "user\titem\tcnt\tdaytime\tweekday\tisweekend\thomework\tcost\tweather\tcountry\tcity\n"
                + "0\t7\t3\tmorning\tsunday\tweekend\tunknown\tfree\tsunny\tUnited States\t0\n"
                + "0\t8\t1\tevening\tmonday\tworkday\tunknown\tfree\trainy\tUnited States\t0\n"
                + "1\t7\tnone\tmorning\tsunday\tweekend\tunknown\tfree\tsunny\tSpain\t0\n"
                + "1\t9\t2\tnight\tfriday\tworkday\thome\tfree\tunknown\tSpain\t0\n");

    CommandRun run = CommandRun.of("replay", "--preset=frappe", log.toString(), "--json");

    assertThat(run.code()).as(run.err()).isZero();
    Map<String, Double> figures = figures(run.out());
    assertThat(figures.get("log.rows")).isEqualTo(4);
    assertThat(figures.get("log.rows.skipped.bad-count")).isEqualTo(1);
    assertThat(figures.get("events.sent")).isGreaterThanOrEqualTo(6);
    assertThat(figures.get("recommendations.lists")).isPositive();
    assertSound(figures);
  }

  private static JsonNode deterministicRun(long seed) throws IOException {
    CommandRun run =
        CommandRun.of(
            "demo",
            "--users=20",
            "--rate=200",
            "--duration=3s",
            "--deterministic",
            "--json",
            "--seed=" + seed);
    assertThat(run.code()).as(run.err()).isZero();
    return new ObjectMapper().readTree(run.out());
  }

  private static void assertSound(Map<String, Double> figures) {
    double rejected =
        figures.entrySet().stream()
            .filter(figure -> figure.getKey().startsWith("events.rejected."))
            .mapToDouble(Map.Entry::getValue)
            .sum();
    assertThat(figures.get("events.rejected")).isEqualTo(rejected);
    assertThat(figures.get("events.sent")).isEqualTo(figures.get("events.accepted") + rejected);
  }

  private static Map<String, Double> figures(String json) throws IOException {
    Map<String, Double> figures = new TreeMap<>();
    for (JsonNode figure : new ObjectMapper().readTree(json).get("figures")) {
      figures.put(figure.get("name").asText(), figure.get("value").asDouble());
    }
    return figures;
  }

  private static Set<Long> children() {
    List<ProcessHandle> children = ProcessHandle.current().children().toList();
    return children.stream()
        .filter(ProcessHandle::isAlive)
        .map(ProcessHandle::pid)
        .collect(Collectors.toSet());
  }
}
