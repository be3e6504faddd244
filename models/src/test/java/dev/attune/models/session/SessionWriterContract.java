package dev.attune.models.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.models.sample.CohortCells;
import dev.attune.models.token.EventType;
import java.time.DayOfWeek;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What everything that writes sessions must do. */
public abstract class SessionWriterContract {

  private static final DayOfWeek DAY = DayOfWeek.WEDNESDAY;

  private SessionWriter writer;

  /** A writer to test; it is closed afterwards. */
  protected abstract SessionWriter newWriter();

  /** Cells that it can write of. */
  protected abstract CohortCells cells();

  @BeforeEach
  void make() {
    writer = newWriter();
  }

  @AfterEach
  void end() {
    writer.close();
  }

  /** Openings of one category at one hour, one a session. */
  private CohortSummary only(int category, int hour, double deviation) {
    CohortCells cells = cells();
    double[] counts = new double[cells.count()];
    counts[cells.hour(hour)] = 10_000;
    counts[cells.categoryDaypart(category, hour)] = 10_000;
    counts[cells.categoryWay(category, CohortCells.Way.FIRST)] = 10_000;
    counts[cells.transition(cells.categories().size(), category)] = 10_000;
    counts[cells.transition(category, cells.categories().size())] = 10_000;
    return new CohortSummary(cells, counts, deviation);
  }

  /** A part of the openings of one category at nine, the others of another at eight. */
  private CohortSummary mixed() {
    double[] counts = only(1, 9, 0).counts();
    double[] others = only(0, 20, 0).counts();
    for (int i = 0; i < counts.length; i++) {
      counts[i] += others[i];
    }
    return new CohortSummary(cells(), counts, 20);
  }

  @Test
  void shouldWriteTheSameOfTheSame() {
    List<WrittenSession> written = writer.write(mixed(), "a release", DAY, 60);
    List<WrittenSession> again = writer.write(mixed(), "a release", DAY, 60);
    List<WrittenSession> byAnother;
    try (SessionWriter another = newWriter()) {
      byAnother = another.write(mixed(), "a release", DAY, 60);
    }

    assertThat(written).hasSize(60).isEqualTo(again).isEqualTo(byAnother);
    assertThat(writer.write(mixed(), "another", DAY, 60)).isNotEqualTo(written);
  }

  @Test
  void shouldWriteAsManyAsWanted() {
    for (int sessions : new int[] {1, 7, 300}) {
      assertThat(writer.write(only(0, 20, 5), "a release", DAY, sessions)).hasSize(sessions);
    }
  }

  @Test
  void shouldKeepToTheForm() {
    double[] counts = new double[cells().count()];
    Arrays.fill(counts, -50);
    counts[3] = 1_000;
    for (CohortSummary of :
        List.of(only(2, 0, 0), only(0, 23, 1e6), new CohortSummary(cells(), counts, 100))) {
      for (WrittenSession session : writer.write(of, "a release", DAY, 200)) {
        assertThat(session.localHour()).isBetween(0, 23);
        assertThat(session.events()).hasSizeBetween(1, SessionWriter.LONGEST + 2);
        for (WrittenEvent event : session.events()) {
          assertThat(event.type()).isNotIn(EventType.NONE, EventType.DEVICE_UNLOCKED);
          assertThat(event.gapSeconds()).isGreaterThanOrEqualTo(WrittenEvent.NO_GAP);
          if (event.type() == EventType.APP_OPENED) {
            assertThat(cells().categories()).contains(event.category());
          }
        }
      }
    }
  }

  @Test
  void shouldFollowTheSummary() {
    assertThat(opened(1)).isGreaterThan(2 * opened(0));
  }

  /** How often a category is opened if it is all that the summary knows, among 300 sessions. */
  private long opened(int known) {
    String wanted = cells().categories().get(1);
    return writer.write(only(known, 9, 1), "a release", DAY, 300).stream()
        .flatMap(session -> session.events().stream())
        .filter(event -> event.type() == EventType.APP_OPENED)
        .filter(event -> event.category().equals(wanted))
        .count();
  }
}
