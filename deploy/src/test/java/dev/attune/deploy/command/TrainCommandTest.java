package dev.attune.deploy.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.attune.deploy.training.PythonTrainer;
import dev.attune.deploy.training.TrainerException;
import dev.attune.models.release.signing.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainCommandTest {

  @TempDir private Path folder;

  @Test
  void shouldRefuseSeedsOfEvaluation() {
    CommandRun run = CommandRun.of("train", "--seed=5", "--out=" + folder.resolve("r"));

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("seeds below 1000000 are for evaluation");
  }

  @Test
  void shouldRefuseToReplaceARelease() throws IOException {
    Path release = Files.createDirectories(folder.resolve("r"));
    Files.writeString(release.resolve("manifest.json"), "{}");

    CommandRun run = CommandRun.of("train", "--out=" + release);

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("There is a release in " + release + " already");
  }

  @Test
  void shouldRefuseAnIdThatNoReleaseCanHave() {
    CommandRun run = CommandRun.of("train", "--id=a/b");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("a release's id is up to 64 letters");
  }

  @Test
  void shouldNameACheckpointThatIsNotThere() {
    CommandRun run = CommandRun.of("train", "--from=none.pt", "--out=" + folder.resolve("r"));

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("There is no file none.pt");
  }

  /** What a data scientist does first. */
  @Test
  void shouldTrainAReleaseThatTheApplicationTakes() throws IOException {
    assumeTrue(pythonIsThere(), "there is no Python with PyTorch");
    Path release = folder.resolve("quick-1");
    Path key = folder.resolve("own.key");
    SigningKey.generate("own").save(key);

    CommandRun run =
        CommandRun.of(
            "train",
            "--quick",
            "--users=12",
            "--days=3",
            "--threads=1",
            "--key=" + key,
            "--out=" + release,
            "--json");

    assertThat(run.code()).as(run.err()).isZero();
    JsonNode report = new ObjectMapper().readTree(run.out());
    assertThat(report.at("/tables/release").asText()).isEqualTo("quick-1");
    assertThat(report.at("/tables/data_class").asText()).isEqualTo("simulated");
    assertThat(report.at("/tables/signed_by").asText()).isEqualTo("own");
    assertThat(release.resolve("manifest.json.sig")).hasSize(64);
    assertThat(report.get("figures").findValuesAsText("name")).contains("model.hr@5");
    assertThat(release.resolve("model-card.md")).content().contains("# Model card: quick-1");
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("own.key", "quick-1", "quick-1.checkpoint.pt");
    }
  }

  private static boolean pythonIsThere() {
    try {
      PythonTrainer.find(System.getenv());
      return true;
    } catch (TrainerException e) {
      return false;
    }
  }
}
