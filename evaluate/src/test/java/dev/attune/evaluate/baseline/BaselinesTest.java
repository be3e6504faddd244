package dev.attune.evaluate.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.attune.evaluate.fixture.TinyLog;
import dev.attune.evaluate.history.Apps;
import dev.attune.evaluate.history.History;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BaselinesTest {

  // The hours of the week: Monday morning, Monday evening, Saturday morning.
  private static final Moment MORNING = new Moment(9, 1);
  private static final Moment EVENING = new Moment(20, 1);
  private static final Moment SATURDAY = new Moment(5 * 24 + 9, 1);
  private static final Moment AT_WORK = new Moment(9, 2);

  private final Apps apps =
      Apps.of(List.of("app:a", "app:b", "app:c", "app:d", "theme:x"), List.of());
  private final Population population = new Population(apps);

  BaselinesTest() {
    // b is opened most, then c; after a comes b; c and d are used by the same person
    add(TinyLog.opens("1", "a", "b", "a", "b", "b"));
    add(TinyLog.opens("2", "c", "d", "c"));
  }

  @Test
  void shouldRankAppsOnly() {
    assertThat(apps.size()).isEqualTo(4);
    assertThat(population.users()).isEqualTo(2);
  }

  @Test
  void shouldRankByPopularity() {
    assertThat(ranking(new MostPopular(population))).containsExactly("b", "a", "c", "d");
  }

  @Test
  void shouldRankWhatTheUserOpensMostFirst() {
    assertThat(ranking(new UserFrequent(population), "c", "d", "c"))
        .containsExactly("c", "d", "b", "a");
  }

  @Test
  void shouldRankWhatTheUserOpenedLastFirst() {
    assertThat(ranking(new MostRecent(population), "c", "c", "d", "a"))
        .containsExactly("a", "d", "c", "b");
  }

  @Test
  void shouldRankWhatOthersOpenedAfterTheLastApp() {
    // after b came a and b, once each; popularity breaks the tie
    assertThat(ranking(new Markov(population), "b").subList(0, 2)).containsExactly("b", "a");
    assertThat(ranking(new Markov(population), "a").get(0)).isEqualTo("b");
    assertThat(ranking(new Markov(population), "d").get(0)).isEqualTo("c");
  }

  @Test
  void shouldRankWhatUsersOfTheSameAppsOpen() {
    assertThat(ranking(new ItemItem(population), "d")).startsWith("c", "d");
    assertThat(ranking(new ItemItem(population), "a", "a")).startsWith("b", "a");
  }

  @Test
  void shouldRankByContext() {
    Baseline.Memory memory = new UserFrequentByContext(population).newUser();
    for (int i = 0; i < 20; i++) {
      memory.opened(column("a"), MORNING);
      memory.opened(column("a"), MORNING);
      memory.opened(column("d"), EVENING);
    }
    memory.opened(column("c"), AT_WORK);

    assertThat(ranking(memory, MORNING).get(0)).isEqualTo("a");
    assertThat(ranking(memory, EVENING).get(0)).isEqualTo("d");
    // nothing is known of Saturdays, so the wider context speaks
    assertThat(ranking(memory, SATURDAY).get(0)).isEqualTo("a");
  }

  @Test
  void shouldLeanOnThePopulationWhereNothingIsKnown() {
    for (Baseline baseline : Baselines.of(population)) {
      assertThat(ranking(baseline.newUser(), MORNING).get(0)).as(baseline.name()).isEqualTo("b");
    }
  }

  @Test
  void shouldGiveContextProbabilitiesThatSumToOne() {
    Baseline.Memory memory = new UserFrequentByContext(population).newUser();
    memory.opened(column("a"), MORNING);
    memory.opened(column("d"), AT_WORK);
    double[] scores = new double[apps.size()];

    memory.score(MORNING, scores);

    assertThat(IntStream.range(0, scores.length).mapToDouble(i -> scores[i]).sum())
        .isCloseTo(1, within(1e-9));
  }

  @Test
  void shouldForgetOneUserForTheNext() {
    for (Baseline baseline : Baselines.of(population)) {
      List<String> before = ranking(baseline.newUser(), MORNING);
      Baseline.Memory memory = baseline.newUser();
      for (int i = 0; i < 10; i++) {
        memory.opened(column("d"), MORNING);
      }

      assertThat(ranking(baseline.newUser(), MORNING)).as(baseline.name()).isEqualTo(before);
    }
  }

  private void add(History history) {
    population.add(history, history.size());
  }

  private int column(String app) {
    return IntStream.range(0, apps.size())
        .filter(i -> apps.id(i).equals("app:" + app))
        .findFirst()
        .orElseThrow();
  }

  private List<String> ranking(Baseline baseline, String... opened) {
    Baseline.Memory memory = baseline.newUser();
    for (String app : opened) {
      memory.opened(column(app), MORNING);
    }
    return ranking(memory, MORNING);
  }

  private List<String> ranking(Baseline.Memory memory, Moment now) {
    double[] scores = new double[apps.size()];
    memory.score(now, scores);
    List<Integer> columns = new ArrayList<>(IntStream.range(0, scores.length).boxed().toList());
    columns.sort(Comparator.comparingDouble(i -> -scores[i]));
    return columns.stream().map(i -> apps.id(i).substring("app:".length())).toList();
  }
}
