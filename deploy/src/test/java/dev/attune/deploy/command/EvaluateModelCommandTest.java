package dev.attune.deploy.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.attune.models.release.ReleaseManifest;
import dev.attune.models.release.Releases;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateModelCommandTest {

  @TempDir private Path folder;

  @Test
  void shouldReportTheBuiltInRelease() throws IOException {
    Path plots = folder.resolve("plots");
    CommandRun run =
        CommandRun.of(
            "evaluate",
            "model",
            "--users=3",
            "--days=8",
            "--seed=5104,5105",
            "--json",
            "--plots=" + plots);

    assertThat(run.code()).as(run.err()).isZero();
    JsonNode report = new ObjectMapper().readTree(run.out());
    assertThat(report.at("/command").asText()).isEqualTo("evaluate model");
    assertThat(report.at("/seed").asLong()).isEqualTo(5104);
    assertThat(report.at("/tables/releases").asText()).isEqualTo(Releases.builtInId());
    List<String> names = new ArrayList<>();
    report.at("/figures").forEach(figure -> names.add(figure.at("/name").asText()));
    assertThat(names)
        .contains(
            "model.hr5",
            "model.hr5_of_oracle",
            "model.ndcg5_of_oracle",
            "model.best_baseline_margin",
            "model.cold_start",
            "model.drift_recovery_events",
            "model.last_out.ndcg10",
            "model.calibration.five_ece",
            "model.engagement.auc");
    for (JsonNode figure : report.at("/figures")) {
      if (figure.at("/name").asText().equals("model.hr5_of_oracle")) {
        assertThat(figure.at("/value").asDouble()).isBetween(0.5, 1.1);
        assertThat(figure.at("/low").asDouble()).isLessThan(figure.at("/high").asDouble());
        assertThat(figure.at("/reach").asDouble()).isEqualTo(0.9);
        assertThat(figure.has("met")).isTrue();
      }
    }
    assertThat(report.at("/tables/by_seed")).hasSize(2);
    assertThat(report.at("/tables/rankers_by_time")).hasSize(8);
    assertThat(plots.resolve("learning.png")).isNotEmptyFile();
  }

  @Test
  void shouldEvaluateOnALogAsATableForPeople() throws IOException {
    StringBuilder csv = new StringBuilder("user,item,timestamp\n");
    for (int i = 0; i < 60; i++) {
      csv.append("u%d,app%d,%d%n".formatted(i % 4, i % 7, 1_772_442_000L + 600 * i));
    }
    Path log = Files.writeString(folder.resolve("log.csv"), csv);

    CommandRun run = CommandRun.of("evaluate", "model", "--release=fallback", "--data=" + log);

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("model.hr5 ", "rankers_by_time", "user-frequent by context", "log.csv")
        .doesNotContain("model.hr5_of_oracle", "drift");
  }

  @Test
  void shouldTakeReleasesThatAreNotSignedOnlyWhenTold() throws IOException {
    Path release = Files.createDirectory(folder.resolve("unsigned"));
    String manifest = new String(bytes(ReleaseManifest.FILE));
    Files.writeString(release.resolve(ReleaseManifest.FILE), manifest);
    for (JsonNode file : new ObjectMapper().readTree(manifest).at("/files")) {
      String name = file.at("/name").asText();
      Files.write(release.resolve(name), bytes(name));
    }

    CommandRun refused = evaluate("--release=" + release);
    CommandRun taken = evaluate("--release=" + release, "--unsigned");
    CommandRun carried = evaluate("--release=" + Releases.builtInId());
    CommandRun twice = evaluate("--release=" + release, "--unsigned", "--release=built-in");

    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err()).contains(ReleaseManifest.SIGNATURE);
    assertThat(taken.code()).as(taken.err()).isZero();
    assertThat(carried.code()).as(carried.err()).isZero();
    assertThat(twice.code()).isEqualTo(1);
    assertThat(twice.err()).contains("two releases with the id " + Releases.builtInId());
    assertThat(release.resolve(ReleaseManifest.SIGNATURE)).doesNotExist();
  }

  @Test
  void shouldSayWhatIsWrong() throws IOException {
    Path empty = Files.writeString(folder.resolve("empty.csv"), "user,item,timestamp\n");
    Path other = Files.writeString(folder.resolve("other.csv"), "a,b\n1,2\n");

    assertFails("There is no release phone-usage-99", "--release=phone-usage-99");
    assertFails("There is no file none.csv", "--data=none.csv");
    assertFails("There is no row in", "--data=" + empty);
    assertFails("timestamp", "--data=" + other);
    assertFails("lsapp and frappe", "--data=" + other, "--preset=lsap");
    assertFails("not both", "--data=" + other, "--preset=lsapp", "--mapping=x");
    assertFails("describe a log", "--preset=lsapp");
    assertFails("models are trained on the others", "--seed=1000000");
    assertFails("at least 1 user", "--users=0");
    assertFails("at least 2 days", "--days=1");
    assertFails("not in mars", "--region=mars");
    assertFails("Charts can't be written", "--plots=" + empty);
  }

  @Test
  void shouldWantToKnowWhatToEvaluate() {
    CommandRun run = CommandRun.of("evaluate");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("Missing required subcommand");
  }

  private static void assertFails(String sentence, String... more) {
    CommandRun run = evaluate(more);
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains(sentence).doesNotContain("\tat ", "Exception");
    assertThat(run.out()).isEmpty();
  }

  /** With the release that is quick to load unless another is named. */
  private static CommandRun evaluate(String... more) {
    List<String> words = new ArrayList<>(List.of("evaluate", "model"));
    boolean small = true;
    boolean named = false;
    for (String word : more) {
      small &= !word.startsWith("--users") && !word.startsWith("--days");
      named |= word.startsWith("--release");
    }
    if (small) {
      words.addAll(List.of("--users=1", "--days=3"));
    }
    if (!named) {
      words.add("--release=fallback");
    }
    words.addAll(List.of(more));
    return CommandRun.of(words.toArray(String[]::new));
  }

  private static byte[] bytes(String name) throws IOException {
    String resource = "/dev/attune/models/releases/" + Releases.builtInId() + "/" + name;
    try (InputStream in = Releases.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new NoSuchFileException(name);
      }
      return in.readAllBytes();
    }
  }
}
