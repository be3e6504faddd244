package dev.attune.evaluate.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.attune.models.session.WrittenEvent;
import dev.attune.models.session.WrittenSession;
import dev.attune.models.token.EventType;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpeningTableTest {

  private static final List<String> CATEGORIES = List.of("games", "news");

  private static WrittenSession session(int hour, String... opened) {
    return new WrittenSession(
        hour,
        Arrays.stream(opened)
            .map(category -> new WrittenEvent(EventType.APP_OPENED, "", category, 1))
            .toList());
  }

  private static OpeningTable table(WrittenSession... sessions) {
    OpeningTable table = new OpeningTable(CATEGORIES);
    table.addAll(List.of(sessions));
    return table;
  }

  @Test
  void shouldFindNoDistanceToItself() {
    OpeningTable table = table(session(8, "games", "news"), session(9, "news"));
    assertThat(table.compareTo(table)).isEqualTo(new Fidelity(1, 1, 1000, 0, 0, 0));
  }

  @Test
  void shouldTellDistancesAsTheirDefinitionsSay() {
    OpeningTable truth = table(session(8, "games"), session(8, "games"));
    OpeningTable other = table(session(8, "games"), session(8, "news"));

    Fidelity fidelity = other.compareTo(truth);

    // Of seven columns only the category is another, in half of the rows.
    assertThat(fidelity.shapes()).isCloseTo(1 - 0.5 / 7, within(1e-12));
    // It is in 6 of 21 pairs and in 15 of 35 triples.
    assertThat(fidelity.pairs()).isCloseTo(1 - 0.5 * 6 / 21, within(1e-12));
    assertThat(fidelity.kMarginal()).isCloseTo(1000 * (1 - 0.5 * 15 / 35), within(1e-9));
    assertThat(fidelity.pairTvd()).isEqualTo(0.5);
    assertThat(fidelity.tripleTvd()).isEqualTo(0.5);
    assertThat(fidelity.lengthTvd()).isZero();
  }

  @Test
  void shouldCompareThePlaceByItsDistribution() {
    OpeningTable truth = table(session(8, "games", "games", "games", "games"));
    OpeningTable other = table(session(8, "games", "games"));
    // Places 0 to 3 against 0 and 1: apart by 1/2 after the second.
    double place = 0.5;
    // Before and after: a quarter starts against a half, likewise the end.
    double around = 0.25;
    assertThat(other.compareTo(truth).shapes())
        .isCloseTo(1 - (place + 2 * around) / 7, within(1e-12));
    assertThat(other.compareTo(truth).lengthTvd()).isEqualTo(1);
  }

  @Test
  void shouldForeseeWhatAlwaysFollows() {
    OpeningTable learned = new OpeningTable(CATEGORIES);
    for (int i = 0; i < 20; i++) {
      learned.add(session(8, "games", "news", "games", "news"));
    }
    List<Opening> tests = learned.rows(session(8, "games", "news", "games"));
    Usefulness usefulness = new Usefulness(learned);
    assertThat(usefulness.next(tests)).isEqualTo(1);
    assertThat(usefulness.notified(tests)).as("there is nothing to tell apart").isEqualTo(0.5);
  }
}
