package dev.attune.evaluate.plot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.evaluate.fixture.FakeModel;
import dev.attune.evaluate.fixture.TinyLog;
import dev.attune.evaluate.metric.Bootstrap;
import dev.attune.evaluate.run.ModelRun;
import dev.attune.models.fallback.StatisticalUsageModel;
import dev.attune.models.vocabulary.Vocabulary;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelPlotsTest {

  @Test
  void shouldDrawEveryChart(@TempDir Path folder) throws IOException {
    ModelRun.Outcome outcome =
        ModelRun.simulated(
                List.of(
                    new StatisticalUsageModel(Vocabulary.of(List.of())),
                    new FakeModel("constant", Vocabulary.of(TinyLog.apps(3))) {
                      @Override
                      protected float score(int last, int candidate) {
                        return 0;
                      }
                    }),
                List.of(5_103L),
                3,
                6,
                "",
                new Bootstrap(5, 50))
            .run(done -> {});

    ModelPlots.write(outcome, folder.resolve("new"));

    try (Stream<Path> files = Files.list(folder.resolve("new"))) {
      List<Path> pictures = files.toList();
      assertThat(pictures)
          .extracting(file -> file.getFileName().toString())
          .containsExactlyInAnyOrder(
              "hr5.png",
              "segments.png",
              "learning.png",
              "reliability.png",
              "drift.png",
              "regions.png");
      for (Path picture : pictures) {
        BufferedImage image = ImageIO.read(picture.toFile());
        assertThat(image.getWidth()).isEqualTo(1000);
        assertThat(image.getHeight()).isEqualTo(600);
        assertThat(colors(image)).as(picture.toString()).hasSizeGreaterThan(10);
      }
    }
  }

  private static Set<Integer> colors(BufferedImage image) {
    Set<Integer> colors = new HashSet<>();
    for (int x = 0; x < image.getWidth(); x++) {
      for (int y = 0; y < image.getHeight(); y++) {
        colors.add(image.getRGB(x, y));
      }
    }
    return colors;
  }
}
