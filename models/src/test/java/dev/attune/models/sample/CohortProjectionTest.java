package dev.attune.models.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.attune.models.sample.CohortCells.Way;
import dev.attune.models.vocabulary.Vocabulary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CohortProjectionTest {

  private CohortProjection projection;

  @BeforeEach
  void read(@TempDir Path folder) throws IOException {
    var release = TinySampler.verified(TinySampler.copyTo(folder));
    projection =
        CohortProjection.parse(release.sampler().orElseThrow().cohorts(), release.vocabulary());
  }

  @Test
  void shouldGiveEveryCellAPlaceOfItsOwn() {
    CohortCells cells = projection.cells();
    BitSet places = new BitSet();
    for (int hour = 0; hour < CohortCells.HOURS; hour++) {
      places.set(cells.hour(hour));
    }
    for (int category = 0; category < 3; category++) {
      for (int hour = 0; hour < CohortCells.HOURS; hour += 6) {
        places.set(cells.categoryDaypart(category, hour));
      }
      for (Way way : Way.values()) {
        places.set(cells.categoryWay(category, way));
      }
    }
    for (int from = 0; from <= 3; from++) {
      for (int to = 0; to <= 3; to++) {
        places.set(cells.transition(from, to));
      }
    }
    assertThat(places.cardinality()).isEqualTo(cells.count()).isEqualTo(24 + 12 + 12 + 16);
    assertThat(places.length()).isEqualTo(cells.count());
    assertThat(new CohortCells(List.of("abcdefghijkl".split(""))).count()).isEqualTo(289);
    assertThatThrownBy(() -> cells.transition(4, 0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldStandardizeWhatIsKnown() {
    double[] counts = mean(240);
    counts[projection.cells().categoryDaypart(0, 0)] += 24; // a tenth more, one deviation

    float[] condition = projection.condition(counts, 0);

    assertThat(condition).hasSize(CohortProjection.CONDITION);
    assertThat(condition[0]).isCloseTo(1f, within(1e-5f));
    assertThat(condition[1]).isCloseTo(0f, within(1e-5f));
    assertThat(condition[16]).isZero();
    assertThat(condition[17]).isEqualTo(1f);
  }

  @Test
  void shouldForgetWhatTheNoiseDrowns() {
    double[] counts = mean(240);
    counts[projection.cells().categoryDaypart(0, 0)] += 24;

    float[] half = projection.condition(counts, 24); // the noise's variance is that of cohorts
    float[] drowned = projection.condition(counts, 2400);

    assertThat(half[0]).isCloseTo(0.5f, within(1e-5f));
    assertThat(half[16]).isCloseTo(0.75f, within(1e-5f));
    assertThat(drowned[0]).isLessThan(0.001f);
    assertThat(drowned[16]).isEqualTo(1f);
  }

  @Test
  void shouldStayFiniteForWhateverTheNoiseMakes() {
    double[] counts = new double[projection.cells().count()];
    Arrays.fill(counts, -1000);
    for (float number : projection.condition(counts, 500)) {
      assertThat(number).isBetween(-4f, 4f);
    }
    assertThat(Arrays.stream(projection.hours(counts, 500)).sum()).isCloseTo(1, within(1e-9));
    assertThatThrownBy(() -> projection.condition(new double[3], 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("3 counts for 64 cells");
  }

  @Test
  void shouldKnowTheCategoryOfAnItem() {
    assertThat(projection.category(Vocabulary.NONE)).isEqualTo(-1);
    assertThat(projection.category(Vocabulary.FIRST_KNOWN + 4)).isEqualTo(1);
  }

  private double[] mean(double total) {
    double[] counts = new double[projection.cells().count()];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = total / (i < 24 ? 24 : i < 48 ? 12 : 16);
    }
    return counts;
  }
}
