package dev.attune.evaluate.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimulatedHistoriesTest {

  @Test
  void shouldAskOnlyWhatTheOracleKnows() {
    for (History user : users(SimulationSpan.of(3, 3, ""))) {
      assertThat(user.questions()).isPositive();
      for (int event = 0; event < user.size(); event++) {
        if (user.asked(event)) {
          assertThat(user.opensApp(event)).isTrue();
          assertThat(user.oracle(event)).isBetween(0, 43);
        }
      }
      assertThat(user.testFrom()).isBetween(1, user.size() - 1);
    }
  }

  @Test
  void shouldBeTheSameEveryTime() {
    SimulationSpan span = SimulationSpan.of(2, 3, "");
    List<History> first = users(span);
    List<History> second = users(span);

    for (int i = 0; i < first.size(); i++) {
      assertThat(first.get(i).size()).isEqualTo(second.get(i).size());
      for (int event = 0; event < first.get(i).size(); event++) {
        assertThat(first.get(i).token(event)).isEqualTo(second.get(i).token(event));
      }
    }
  }

  @Test
  void shouldAskAroundAChangeOnly() {
    SimulationSpan span = SimulationSpan.changing(2, 18, "apac");

    for (History user : users(span)) {
      int change = user.testFrom();
      int firstDay = user.localDay(0);
      assertThat(user.localDay(change) - firstDay).isEqualTo(12);
      assertThat(user.region()).isEqualTo("apac");
      assertThat(user.lastQuestion()).isLessThan(change + SimulationSpan.CHANGE_HORIZON);
      for (int event = 0; event < user.size(); event++) {
        if (user.asked(event)) {
          assertThat(user.localDay(event) - firstDay).isGreaterThanOrEqualTo(8);
        }
      }
    }
  }

  @Test
  void shouldRefuseWhatCannotBeSimulated() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SimulationSpan.of(0, 21, ""))
        .withMessage("There must be at least 1 user, not 0.");
    assertThatIllegalArgumentException().isThrownBy(() -> SimulationSpan.of(1, 1, ""));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SimulationSpan.of(1, 21, "mars"))
        .withMessageContaining("not in mars");
  }

  private static List<History> users(SimulationSpan span) {
    List<History> users = new ArrayList<>();
    new SimulatedHistories(5_100, span).forEach(users::add);
    return users;
  }
}
