package dev.attune.models.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.models.onnx.OnnxRelease;
import dev.attune.models.onnx.OnnxUsageSampler;
import dev.attune.models.release.VerifiedRelease;
import dev.attune.models.sample.CohortCells;
import dev.attune.models.sample.CohortProjection;
import dev.attune.models.sample.TinySampler;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleaseWriterTest extends SessionWriterContract {

  @TempDir private static Path folder;
  private static VerifiedRelease verified;
  private static OnnxRelease release;
  private static CohortProjection cohorts;

  @BeforeAll
  static void load() {
    verified = TinySampler.verified(TinySampler.copyTo(folder));
    release = OnnxRelease.load(verified);
    cohorts =
        CohortProjection.parse(verified.sampler().orElseThrow().cohorts(), verified.vocabulary());
  }

  @AfterAll
  static void unload() {
    release.close();
  }

  @Override
  protected SessionWriter newWriter() {
    return new ReleaseWriter(release.newModel(), OnnxUsageSampler.load(verified).orElseThrow());
  }

  @Override
  protected CohortCells cells() {
    return cohorts.cells();
  }

  @Test
  void shouldNotLetASessionDependOnHowManyThereAre() {
    double[] hours = new double[24];
    hours[8] = 1;
    float[] condition = new float[CohortProjection.CONDITION];
    try (var model = release.newModel();
        var sampler = OnnxUsageSampler.load(verified).orElseThrow()) {
      SessionDrawer drawer = new SessionDrawer(model, sampler);
      Candidates few = drawer.draw(40, hours, condition, DayOfWeek.MONDAY, new PublicNumbers("a"));
      Candidates many =
          drawer.draw(700, hours, condition, DayOfWeek.MONDAY, new PublicNumbers("a"));

      assertThat(few.size()).isGreaterThan(20);
      for (int i = 0; i < few.size(); i++) {
        assertThat(many.session(i)).isEqualTo(few.session(i));
      }
    }
  }

  @Test
  void shouldKnowItemsAndTimes() {
    CohortSummary nothing = new CohortSummary(cells(), new double[cells().count()], 1e6);
    try (SessionWriter writer = newWriter()) {
      List<WrittenEvent> events =
          writer.write(nothing, "a release", DayOfWeek.MONDAY, 200).stream()
              .flatMap(session -> session.events().stream())
              .toList();
      assertThat(events).anyMatch(event -> verified.vocabulary().items().contains(event.item()));
      assertThat(events).allMatch(event -> event.gapSeconds() >= 1 && event.gapSeconds() < 65_536);
    }
  }

  @Test
  void shouldRefuseOtherCategories() {
    CohortCells others = new CohortCells(List.of("a", "b"));
    CohortSummary summary = new CohortSummary(others, new double[others.count()], 1);
    try (SessionWriter writer = newWriter()) {
      assertThatThrownBy(() -> writer.write(summary, "a release", DayOfWeek.MONDAY, 10))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("other categories");
    }
  }
}
