package dev.attune.evaluate.loop;

import dev.attune.evaluate.metric.Bootstrap;
import dev.attune.evaluate.metric.Estimate;
import java.util.ArrayList;
import java.util.List;

/**
 * The figures of the loop. {@code evaluate/README.md} says what each of them is; goals are those of
 * the product's page on quality.
 */
final class LoopFigures {

  private static final String SHARE = "share";
  private static final double MOST_HARMED = 0.03;
  private static final double RECOVERED = 0.9;

  private final Outcome outcome;
  private final Bootstrap bootstrap;
  private final int warm;
  private final int late;
  private final int days;
  private final List<Finding> findings = new ArrayList<>();

  LoopFigures(Outcome outcome, Bootstrap bootstrap) {
    this.outcome = outcome;
    this.bootstrap = bootstrap;
    this.warm = outcome.settings().warmUpDays();
    this.late = outcome.settings().upliftFromDay();
    this.days = outcome.settings().days();
  }

  List<Finding> all() {
    findings.add(
        Finding.of(
                "loop.uplift",
                outcome
                    .treated()
                    .against(
                        bootstrap, outcome.control(), Measure.TAKEN, Measure.LISTS, late, days),
                "ratio")
            .atLeast(1.5));
    notifications();
    mustNotHappen();
    lists("treated", outcome.treated());
    lists("control", outcome.control());
    if (!outcome.changedTreated().isEmpty()) {
      habitChange();
    }
    return List.copyOf(findings);
  }

  private void notifications() {
    Diaries treated = outcome.treated();
    findings.add(
        Finding.of(
                "loop.interruptions_avoided",
                treated.ratio(bootstrap, Notice.DISMISSED_LOWERED, Notice.DISMISSED, warm, days),
                SHARE)
            .atLeast(0.30));
    findings.add(
        Finding.of(
                "loop.opened_harmed",
                treated.ratio(bootstrap, Notice.OPENED_LOWERED, Notice.OPENED, warm, days),
                SHARE)
            .atMost(MOST_HARMED));
    findings.add(
        Finding.of(
                "loop.settings_changes",
                treated.perUser(bootstrap, Measure.CHANGES, warm, days, 7),
                "per user and week")
            .atMost(2));
    findings.add(
        Finding.exactly(
            "loop.interruptions_avoided.best",
            BestSettings.avoided(treated, warm, days, MOST_HARMED),
            SHARE));
    findings.add(
        Finding.of(
            "loop.opened_lost",
            treated.ratio(bootstrap, Notice.OPENED_LOST, Notice.OPENED, warm, days),
            SHARE));
    findings.add(
        Finding.of(
            "loop.ignored_lowered",
            treated.ratio(bootstrap, Notice.IGNORED_LOWERED, Notice.IGNORED, warm, days),
            SHARE));
  }

  private void mustNotHappen() {
    never("loop.dismissed_back", Measure.DISMISSED_BACK);
    never("loop.pins_lost", Measure.PINS_LOST);
    never("loop.invalid", Measure.INVALID);
  }

  private void never(String name, Measure measure) {
    double count =
        outcome.treated().sum(measure, 0, days)
            + outcome.control().sum(measure, 0, days)
            + outcome.changedTreated().sum(measure, 0, days)
            + outcome.changedControl().sum(measure, 0, days);
    findings.add(Finding.exactly(name, count, "count").atMost(0));
  }

  private void lists(String arm, Diaries lives) {
    add("loop.acceptance." + arm, lives, Measure.TAKEN, Measure.LISTS, late);
    findings.add(
        Finding.of(
            "loop.taken_per_day." + arm,
            lives.perUser(bootstrap, Measure.TAKEN, late, days, 1),
            "per user and day"));
    Estimate ofBest = lives.ratio(bootstrap, Measure.LIKELY, Measure.BEST, late, days);
    findings.add(
        Finding.of(
            "loop.regret." + arm,
            new Estimate(1 - ofBest.value(), 1 - ofBest.high(), 1 - ofBest.low()),
            SHARE));
    add("loop.dismissed." + arm, lives, Measure.DISMISSED, Measure.ITEMS, late);
    add("loop.diversity." + arm, lives, Measure.DIVERSE_PAIRS, Measure.PAIRS, warm);
    add("loop.novelty." + arm, lives, Measure.NEW, Measure.ITEMS, warm);
    add("loop.repeats." + arm, lives, Measure.REPEATED, Measure.ITEMS, warm);
    Exposure exposure = new Exposure(outcome.offerable(), lives);
    findings.add(Finding.exactly("loop.coverage." + arm, exposure.coverage(), SHARE));
    findings.add(Finding.exactly("loop.gini." + arm, exposure.gini(), SHARE));
    findings.add(
        Finding.exactly(
            "loop.cold_start." + arm,
            Diaries.over(
                lives.ratio(Measure.TAKEN, Measure.LISTS, 0, 2),
                lives.ratio(Measure.TAKEN, Measure.LISTS, late, days)),
            "ratio"));
  }

  private void add(String name, Diaries lives, Measure part, Measure of, int from) {
    findings.add(Finding.of(name, lives.ratio(bootstrap, part, of, from, days), SHARE));
  }

  private void habitChange() {
    int change = outcome.settings().habitChangeDay();
    findings.add(
        Finding.of(
            "loop.habit_change.first_two_days",
            against(change, Math.min(days, change + 2)),
            "ratio"));
    findings.add(
        Finding.of(
            "loop.habit_change.rest", against(Math.min(days - 1, change + 2), days), "ratio"));
    findings.add(Finding.exactly("loop.habit_change.recovery_days", recoveryDays(change), "days"));
  }

  private Estimate against(int from, int to) {
    return outcome
        .changedTreated()
        .against(bootstrap, outcome.treated(), Measure.TAKEN, Measure.LISTS, from, to);
  }

  /** The days until a day's acceptance is back at 0.9 of that of the unchanged lives. */
  private int recoveryDays(int change) {
    for (int day = change; day < days; day++) {
      double changed = outcome.changedTreated().ratio(Measure.TAKEN, Measure.LISTS, day, day + 1);
      double usual = outcome.treated().ratio(Measure.TAKEN, Measure.LISTS, day, day + 1);
      if (changed >= RECOVERED * usual) {
        return day - change;
      }
    }
    return days - change;
  }
}
