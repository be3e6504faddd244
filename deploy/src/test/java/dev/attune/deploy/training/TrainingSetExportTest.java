package dev.attune.deploy.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.attune.models.token.EventType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingSetExportTest {

  @Test
  void shouldWriteWhatTheTrainerReads(@TempDir Path folder) throws IOException {
    export(folder, 0.5);

    JsonNode meta = new ObjectMapper().readTree(folder.resolve("meta.json").toFile());
    int tokens = meta.get("tokens").asInt();
    assertThat(meta.get("users").asInt()).isEqualTo(4);
    assertThat(meta.get("source").asText()).isEqualTo("simulated");
    assertThat(tokens).isGreaterThan(4 * 2 * 10);
    assertThat(folder.resolve("type.u8")).hasSize(tokens);
    assertThat(folder.resolve(OracleRanks.FILE)).hasSize(tokens);
  }

  @Test
  void shouldSayOfWhichCategoryEachItemIs(@TempDir Path folder) throws IOException {
    export(folder, 0);

    List<String> items = Files.readAllLines(folder.resolve("vocabulary.txt"));
    List<String> categories = Files.readAllLines(folder.resolve(ItemCategories.FILE));
    assertThat(categories).hasSameSizeAs(items).doesNotContain("").contains("news", "games");
  }

  @Test
  void shouldRankFreelyChosenAppsOnly(@TempDir Path folder) throws IOException {
    export(folder, 0);

    byte[] types = Files.readAllBytes(folder.resolve("type.u8"));
    byte[] ranks = Files.readAllBytes(folder.resolve(OracleRanks.FILE));
    int best = 0;
    int chosen = 0;
    for (int i = 0; i < ranks.length; i++) {
      int rank = Byte.toUnsignedInt(ranks[i]);
      if (rank != OracleRanks.NO_CHOICE) {
        assertThat((int) types[i]).isEqualTo(EventType.APP_OPENED.ordinal());
        chosen++;
        best += rank < 5 ? 1 : 0;
      }
    }
    // The oracle knows the law the app was drawn from, so its first places hit often.
    assertThat(chosen).isGreaterThan(50);
    assertThat((double) best / chosen).isGreaterThan(0.5);
  }

  @Test
  void shouldOfferItemsToTheShareOfUsersAskedFor(@TempDir Path folder) throws IOException {
    export(folder.resolve("none"), 0);
    export(folder.resolve("all"), 1);

    assertThat(shown(folder.resolve("none"))).isZero();
    assertThat(shown(folder.resolve("all"))).isPositive();
  }

  @Test
  void shouldGiveTheSameBytesForTheSameRequest(@TempDir Path folder) throws IOException {
    export(folder.resolve("a"), 0.5);
    export(folder.resolve("b"), 0.5);

    try (Stream<Path> files = Files.list(folder.resolve("a"))) {
      List<Path> all = files.toList();
      assertThat(all).hasSizeGreaterThan(10);
      for (Path file : all) {
        assertThat(folder.resolve("b").resolve(file.getFileName())).hasSameBinaryContentAs(file);
      }
    }
  }

  private static long shown(Path folder) throws IOException {
    long shown = 0;
    for (byte type : Files.readAllBytes(folder.resolve("type.u8"))) {
      shown += type == EventType.RECOMMENDATION_SHOWN.ordinal() ? 1 : 0;
    }
    return shown;
  }

  private static void export(Path folder, double offered) throws IOException {
    new TrainingSetExport(
            new TrainingSetRequest(
                4, 2, 5, TrainingSetRequest.USUAL_START, offered, 20, 29, "", folder))
        .run(done -> {});
  }
}
