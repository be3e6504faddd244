package dev.attune.topology.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.models.sample.CohortCells;
import dev.attune.models.sample.UsageUnits;
import dev.attune.privacy.bounding.BoundedVector;
import dev.attune.privacy.bounding.Contribution;
import dev.attune.privacy.pseudonym.Pseudonym;
import dev.attune.topology.profile.Contributions.Kept;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class UserVectorsTest {

  private static final UsageUnits UNITS =
      new UsageUnits(new CohortCells(List.of("abcdefghijkl".split(""))));
  private static final long START = 1_767_571_200;
  private static final Pseudonym USER = Pseudonym.of(new byte[16]);

  private final UserVectors vectors = new UserVectors(UNITS);

  /** What the claim of sensitivity rests on, for any use whatever. */
  @Property(tries = 500)
  void shouldKeepEveryLimit(@ForAll long seed) {
    Random random = new Random(seed);
    Contribution use = vectors.fresh(USER, START);
    int kinds = 1 + random.nextInt(40);
    for (int i = 0; i < 300; i++) {
      use.add(random.nextInt(kinds), 1);
    }

    BoundedVector vector = vectors.of(USER, START, new Kept(use.cells(), use.totals()));

    assertThat(vector.size()).isBetween(1, SummarySettings.CELLS.maxCells());
    assertThat(vector.normSquared())
        .isLessThanOrEqualTo(SummarySettings.NORM * SummarySettings.NORM);
    assertThat(vector.normSquared())
        .isLessThanOrEqualTo(SummarySettings.CELLS.sensitivityL2Squared());
  }

  @Test
  void shouldAddOneUnitToEachCellOfAnOpening() {
    int unit = UNITS.opening(12, 3, 9, false);

    BoundedVector vector = vectors.of(USER, START, new Kept(new int[] {unit}, new long[] {1}));

    CohortCells cells = UNITS.cells();
    assertThat(vector.size()).isEqualTo(4);
    assertThat(vector.cell(0)).isEqualTo(cells.hour(9));
    assertThat(vector.cell(3)).isEqualTo(cells.transition(12, 3));
    assertThat(vector.value(0)).isEqualTo(SummarySettings.UNIT);
  }

  @Test
  void shouldPassOverUnitsOfOtherSettings() {
    BoundedVector vector =
        vectors.of(USER, START, new Kept(new int[] {UNITS.count() + 5}, new long[] {1}));

    assertThat(vector.size()).isZero();
  }

  @Test
  void shouldRefuseSettingsThatDoNotGoTogether() {
    Duration day = Duration.ofDays(1);
    Duration hour = Duration.ofHours(1);
    assertThatThrownBy(() -> new WindowSchedule(Duration.ofHours(5), Duration.ZERO, hour))
        .hasMessageContaining("part of a day");
    assertThatThrownBy(() -> new WindowSchedule(day, hour, hour))
        .hasMessageContaining("closed before");
    assertThatThrownBy(() -> new WindowSchedule(hour, hour, day))
        .hasMessageContaining("before the next one ends");
    WindowSchedule schedule = new WindowSchedule(day, Duration.ofMinutes(10), hour);
    assertThatThrownBy(() -> settings(List.of(), schedule)).hasMessageContaining("cohorts");
    assertThatThrownBy(() -> settings(List.of("eu", "eu"), schedule))
        .hasMessageContaining("each once");
    SummarySettings good = settings(List.of("eu"), schedule);
    assertThat(good.releaseId(START, "eu")).isEqualTo("2026-01-05T00:00:00Z/PT24H/eu");
    assertThat(good.cost().times(31).rho()).isLessThanOrEqualTo(good.budget().rho());
    assertThat(schedule.latestClosable(START + 599)).isEqualTo(START - 2 * 86_400);
    assertThat(schedule.latestClosable(START + 600)).isEqualTo(START - 86_400);
  }

  private static SummarySettings settings(List<String> cohorts, WindowSchedule schedule) {
    return new SummarySettings(
        cohorts, List.of("news"), schedule, new BigDecimal("4"), new BigDecimal("1e-9"), 31, 10);
  }
}
