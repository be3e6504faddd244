package dev.attune.evaluate.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.attune.evaluate.baseline.Baselines;
import dev.attune.evaluate.baseline.Population;
import dev.attune.evaluate.fixture.FakeModel;
import dev.attune.evaluate.fixture.TinyLog;
import dev.attune.evaluate.history.Apps;
import dev.attune.evaluate.metric.Bootstrap;
import dev.attune.evaluate.metric.Estimate;
import dev.attune.evaluate.metric.Metric;
import dev.attune.evaluate.served.ServedModel;
import dev.attune.models.vocabulary.Vocabulary;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Answers written by hand into a sheet, so that every number can be checked by hand. */
class ModelEvaluationTest {

  private static final Bootstrap BOOTSTRAP = new Bootstrap(1, 200);
  private static final float[] SURE = {1f, 1f};

  private final Vocabulary vocabulary = Vocabulary.of(TinyLog.apps(10));
  private final Apps apps = Apps.of(List.of(), List.of(vocabulary));
  private final Population population = new Population(apps);

  // Rankers: two models, six baselines.
  private final Sheet sheet =
      new Sheet(
          List.of(new ServedModel(model("one"), apps), new ServedModel(model("two"), apps)),
          Baselines.of(population),
          population);
  private final ModelEvaluation found = new ModelEvaluation(sheet, BOOTSTRAP);

  ModelEvaluationTest() {
    sheet.people().add(new Person("s1", "eu", 10));
    sheet.people().add(new Person("s1", "na", 20));
    sheet.people().add(new Person("s2", "eu", 30));
    sheet.people().add(new Person("s2", "na", 40));
  }

  @Test
  void shouldNameRankersInOrder() {
    ask(0, 10, true, 0);

    assertThat(found.rankers())
        .containsExactly(
            "one",
            "two",
            "most popular",
            "user-frequent",
            "user-frequent by context",
            "most recent",
            "first-order Markov",
            "item-item",
            "oracle");
  }

  @Test
  void shouldCountOnlyTheTestPeriod() {
    ask(0, 10, true, 0);
    ask(0, 11, true, 7);
    ask(1, 12, true, 0);
    ask(1, 13, false, 0);

    assertThat(found.questions(Split.BY_TIME)).isEqualTo(3);
    assertThat(found.users(Split.BY_TIME)).isEqualTo(2);
    assertThat(found.results(Split.BY_TIME).get(0).of(Metric.HR5).value())
        .isCloseTo(2.0 / 3, within(1e-9));
    // the oracle always has place 1
    assertThat(found.ofOracle(0, Metric.HR5).value()).isCloseTo(2.0 / 3, within(1e-9));
    assertThat(found.ofOracle(0, Metric.HR5, "s2").known()).isFalse();
  }

  @Test
  void shouldCountOneLastQuestionForEachUser() {
    sheet.questions().add(question(0, 5, 1, false, 9));
    sheet.questions().add(question(0, 6, 2, true, 0));

    assertThat(found.questions(Split.LAST_OUT)).isEqualTo(1);
    assertThat(found.results(Split.LAST_OUT).get(0).of(Metric.HR1).value()).isEqualTo(1);
  }

  @Test
  void shouldCompareWithTheBestBaselineOnTheSameQuestions() {
    // the baselines have places 2, 3, ... 7, so the first three are hits, and the first is best
    ask(0, 10, true, 0);
    ask(1, 10, true, 6);

    Margin margin = found.margin(0, Metric.MRR);

    assertThat(margin.baseline()).isEqualTo("most popular");
    assertThat(margin.difference().value()).isCloseTo((1 + 1.0 / 7) / 2 - 1.0 / 3, within(1e-9));
    assertThat(margin.difference().low()).isLessThan(0);
  }

  @Test
  void shouldCompareNewUsersWithKnownOnes() {
    ask(0, 9, false, 9);
    ask(0, 10, false, 0);
    ask(0, 19, false, 9);
    ask(0, 20, false, 9);
    ask(0, 499, true, 9);
    ask(0, 500, true, 0);
    ask(0, 900, true, 0);

    // half of those after 10 to 19 events, all of those after 500
    assertThat(found.coldStart(0).value()).isEqualTo(0.5);
    assertThat(found.coldStartOfOracle(0).value()).isEqualTo(0.5);
  }

  @Test
  void shouldDrawTheCurveOverAllQuestions() {
    ask(0, 1, false, 0);
    ask(0, 4, false, 9);
    ask(1, 5, true, 0);
    ask(1, 600, true, 9);

    List<CurvePoint> curve = found.bySeen();

    assertThat(curve).extracting(CurvePoint::from).containsExactly(1, 5, 500);
    assertThat(curve).extracting(CurvePoint::to).containsExactly(4, 9, 749);
    assertThat(curve).extracting(point -> point.hr5().get(0)).containsExactly(0.5, 1.0, 0.0);
    assertThat(curve).extracting(CurvePoint::questions).containsExactly(2L, 1L, 1L);
  }

  @Test
  void shouldTellSegmentsApart() {
    ask(0, 5, false, 9);
    ask(0, 50, true, 0);
    ask(1, 50, true, 9);
    ask(2, 50, true, 0);
    ask(3, 2000, true, 0);

    List<Segment> segments = found.segments();

    assertThat(segments)
        .extracting(Segment::name)
        .containsExactly(
            "new: under 10 events",
            "10 to 99 events",
            "casual: to 10 events a day",
            "heavy: from 40 events a day",
            "region eu",
            "region na");
    assertThat(segments).extracting(Segment::questions).containsExactly(1L, 3L, 1L, 1L, 2L, 2L);
    assertThat(segments)
        .extracting(segment -> segment.hr5().get(0).value())
        .containsExactly(0.0, 2.0 / 3, 1.0, 1.0, 1.0, 0.5);
  }

  @Test
  void shouldTellWhatARegionGains() {
    // the second model always has place 1
    ask(0, 50, true, 0);
    ask(1, 50, true, 9);
    ask(3, 50, true, 9);

    assertThat(found.regionGains())
        .containsExactly(
            new RegionGain("two", "eu", new Estimate(0, 0, 0)),
            new RegionGain("two", "na", new Estimate(1, 1, 1)));
  }

  @Test
  void shouldNotHaveAnOracleThatIsNotKnown() {
    sheet.ask("log", TinyLog.of(List.of(), List.of(TinyLog.opens("u", "000", "001"))), done -> {});

    assertThat(found.hasOracle()).isFalse();
    assertThat(found.rankers()).doesNotContain("oracle").hasSize(8);
    assertThat(found.ofOracle(0, Metric.HR5).known()).isFalse();
    assertThat(found.coldStartOfOracle(0).known()).isFalse();
  }

  @Test
  void shouldMeasureWhatProbabilitiesPromise() {
    ask(0, 50, true, 0);
    ask(0, 50, true, 9);

    // sure of the first app both times, right once
    assertThat(found.firstReliability(0).error()).isEqualTo(0.5);
    sheet.notifications().add(new Notification(true, true, new float[] {0.75f, 0f}, 0.5));
    sheet.notifications().add(new Notification(false, true, new float[] {0f, 0f}, 0.5));
    assertThat(found.engagement(0).model().bias()).isEqualTo(-0.25);
    assertThat(found.engagement(0).usual().bias()).isEqualTo(-0.5);
  }

  @Test
  void shouldFindWhenChangedHabitsAreLearned() {
    // ten hits before; after the change nothing until event 30, then always
    for (int user = 0; user < 4; user++) {
      for (int i = 1; i <= 10; i++) {
        sheet.questions().add(question(user, 100 - i, -i, false, 0));
      }
      for (int since = 0; since < 100; since++) {
        sheet.questions().add(question(user, 100 + since, since, false, since < 30 ? 9 : 0));
      }
    }
    DriftRecovery drift = new DriftRecovery(sheet, BOOTSTRAP);

    assertThat(drift.before(0).value()).isEqualTo(1);
    assertThat(drift.recovery(0)).isEqualTo(new Estimate(30, 30, 30));
    assertThat(drift.recovered(0)).isEqualTo(30);
    // the second model does not notice
    assertThat(drift.recovery(1).value()).isZero();
    assertThat(drift.curve()).extracting(CurvePoint::from).startsWith(-20, 0, 20, 40);
    assertThat(drift.smoothed(0)[29]).isZero();
    assertThat(drift.smoothed(0)[499]).isEqualTo(1);
  }

  @Test
  void shouldSayTheHorizonWhenHabitsAreNotLearned() {
    sheet.questions().add(question(0, 99, -1, false, 0));
    sheet.questions().add(question(0, 100, 0, false, 9));

    assertThat(new DriftRecovery(sheet, BOOTSTRAP).recovered(0)).isEqualTo(500);
  }

  private void ask(int user, int seen, boolean test, int place) {
    sheet.questions().add(question(user, seen, test ? 0 : -1, false, place));
  }

  private static Question question(int user, int seen, int sinceTest, boolean last, int place) {
    int[] places = {place, 1, 2, 3, 4, 5, 6, 7, 1};
    return new Question(user, seen, sinceTest, last, places, SURE, SURE);
  }

  private FakeModel model(String release) {
    return new FakeModel(release, vocabulary) {
      @Override
      protected float score(int last, int candidate) {
        return 0;
      }
    };
  }
}
