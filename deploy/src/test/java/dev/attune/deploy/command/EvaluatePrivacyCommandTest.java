package dev.attune.deploy.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class EvaluatePrivacyCommandTest {

  @Test
  void shouldReportTheEvidence() throws IOException {
    CommandRun run =
        CommandRun.of(
            "evaluate",
            "privacy",
            "--draws=5000",
            "--audit-draws=200000",
            "--attacks=0",
            "--no-broker",
            "--seed=5",
            "--json");

    assertThat(run.code()).as(run.err()).isZero();
    JsonNode report = new ObjectMapper().readTree(run.out());
    assertThat(report.at("/figures"))
        .extracting(figure -> figure.at("/name").asText())
        .containsExactly("privacy.conformance", "privacy.mutants_killed", "privacy.mu_ratio");
    assertThat(report.at("/figures")).allMatch(figure -> figure.at("/met").asBoolean());
    assertThat(report.at("/tables/audits")).hasSize(3);
  }

  @Test
  void shouldWantEnoughDraws() {
    CommandRun run = CommandRun.of("evaluate", "privacy", "--draws=10");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("--draws and --audit-draws are at least 1000");
  }

  @Test
  void shouldMissTheRegistryBeforeAnythingIsMeasured() {
    // Unit tests don't know where its program is.
    CommandRun run = CommandRun.of("evaluate", "privacy", "--draws=1000", "--attacks=0");

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err().lines())
        .containsExactly(
            "attune: The registry's folder is not known: start with ./attune, or set"
                + " -Dattune.registry.home.");
  }
}
