package dev.attune.evaluate.loop;

import dev.attune.evaluate.metric.Bootstrap;
import dev.attune.evaluate.metric.Estimate;
import dev.attune.schemas.notification.NotificationCategory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The tables of the loop. */
final class LoopTables {

  private static final int WEEK = 7;

  private final Outcome outcome;
  private final Bootstrap bootstrap;
  private final int warm;
  private final int late;
  private final int days;

  LoopTables(Outcome outcome, Bootstrap bootstrap) {
    this.outcome = outcome;
    this.bootstrap = bootstrap;
    this.warm = outcome.settings().warmUpDays();
    this.late = outcome.settings().upliftFromDay();
    this.days = outcome.settings().days();
  }

  List<Grid> all() {
    List<Grid> grids = new ArrayList<>();
    if (outcome.settings().seeds().size() > 1) {
      grids.add(bySeed());
    }
    grids.add(byWeek());
    grids.add(byDay());
    grids.add(byCategory());
    if (!outcome.changedTreated().isEmpty()) {
      grids.add(habitChange());
      grids.add(habitChangeByDay());
    }
    return grids;
  }

  private Grid bySeed() {
    List<List<?>> rows = new ArrayList<>();
    int users = outcome.settings().users();
    for (int i = 0; i < outcome.settings().seeds().size(); i++) {
      Diaries treated = part(outcome.treated(), i * users, users);
      Diaries control = part(outcome.control(), i * users, users);
      Estimate uplift =
          treated.against(bootstrap, control, Measure.TAKEN, Measure.LISTS, late, days);
      rows.add(
          List.of(
              outcome.settings().seeds().get(i).toString(),
              uplift.value(),
              uplift.low(),
              uplift.high(),
              treated.ratio(Notice.DISMISSED_LOWERED, Notice.DISMISSED, warm, days),
              treated.ratio(Notice.OPENED_LOWERED, Notice.OPENED, warm, days),
              treated.sum(Measure.CHANGES, warm, days) / users / (days - warm) * WEEK));
    }
    return new Grid(
        "by_seed",
        List.of(
            "seed",
            "uplift",
            "low",
            "high",
            "interruptions avoided",
            "opened harmed",
            "settings changes"),
        rows);
  }

  private static Diaries part(Diaries all, int from, int size) {
    return new Diaries(all.users().subList(from, from + size));
  }

  private Grid byWeek() {
    List<List<?>> rows = new ArrayList<>();
    for (int from = 0; from < days; from += WEEK) {
      int to = Math.min(days, from + WEEK);
      Diaries treated = outcome.treated();
      Diaries control = outcome.control();
      double mine = acceptance(treated, from, to);
      double theirs = acceptance(control, from, to);
      rows.add(
          List.of(
              "" + (from / WEEK + 1),
              mine,
              theirs,
              Diaries.over(mine, theirs),
              listsADay(treated, from, to),
              listsADay(control, from, to),
              1 - treated.ratio(Measure.LIKELY, Measure.BEST, from, to),
              treated.ratio(Notice.DISMISSED_LOWERED, Notice.DISMISSED, from, to),
              treated.ratio(Notice.OPENED_LOWERED, Notice.OPENED, from, to),
              treated.sum(Measure.CHANGES, from, to)
                  / treated.users().size()
                  / (to - from)
                  * WEEK));
    }
    return new Grid(
        "by_week",
        List.of(
            "week",
            "treated",
            "control",
            "uplift",
            "lists a day, treated",
            "lists a day, control",
            "regret",
            "interruptions avoided",
            "opened harmed",
            "settings changes"),
        rows);
  }

  private static double acceptance(Diaries lives, int from, int to) {
    return lives.ratio(Measure.TAKEN, Measure.LISTS, from, to);
  }

  private static double listsADay(Diaries lives, int from, int to) {
    return lives.sum(Measure.LISTS, from, to) / lives.users().size() / (to - from);
  }

  private Grid byDay() {
    List<List<?>> rows = new ArrayList<>();
    for (int day = 0; day < days; day++) {
      double mine = acceptance(outcome.treated(), day, day + 1);
      double theirs = acceptance(outcome.control(), day, day + 1);
      rows.add(
          List.of(
              "" + day,
              mine,
              theirs,
              Diaries.over(mine, theirs),
              1 - outcome.treated().ratio(Measure.LIKELY, Measure.BEST, day, day + 1)));
    }
    return new Grid(
        "acceptance_by_day", List.of("day", "treated", "control", "uplift", "regret"), rows);
  }

  private Grid byCategory() {
    List<List<?>> rows = new ArrayList<>();
    Diaries treated = outcome.treated();
    double weeks = treated.users().size() * (days - warm) / (double) WEEK;
    for (NotificationCategory category : NotificationCategory.values()) {
      int c = category.ordinal();
      double arrived = treated.sum(Notice.ARRIVED, c, warm, days);
      if (arrived > 0) {
        rows.add(
            List.of(
                category.name().toLowerCase(Locale.ROOT),
                arrived / weeks,
                treated.ratio(Notice.OPENED, Notice.ARRIVED, c, warm, days),
                treated.ratio(Notice.DISMISSED, Notice.ARRIVED, c, warm, days),
                treated.ratio(Notice.LOWERED, Notice.ARRIVED, c, warm, days),
                treated.ratio(Notice.DISMISSED_LOWERED, Notice.DISMISSED, c, warm, days),
                treated.ratio(Notice.OPENED_LOWERED, Notice.OPENED, c, warm, days),
                treated.ratio(Notice.OPENED_LOST, Notice.OPENED, c, warm, days),
                treated.sum(Notice.DISMISSED_LOWERED, c, warm, days) / weeks,
                treated.sum(Notice.OPENED_LOWERED, c, warm, days) / weeks));
      }
    }
    return new Grid(
        "notifications_by_category",
        List.of(
            "category",
            "a week",
            "would open",
            "would dismiss",
            "lowered",
            "interruptions avoided",
            "opened harmed",
            "opened lost",
            "avoided a week",
            "harmed a week"),
        rows);
  }

  private Grid habitChange() {
    int from = outcome.settings().habitChangeDay();
    List<List<?>> rows = new ArrayList<>();
    Diaries usual = outcome.treated();
    Diaries changed = outcome.changedTreated();
    row(rows, "acceptance, treated", usual, changed, Measure.TAKEN, Measure.LISTS, from);
    row(
        rows,
        "acceptance, control",
        outcome.control(),
        outcome.changedControl(),
        Measure.TAKEN,
        Measure.LISTS,
        from);
    row(rows, "share of the best list", usual, changed, Measure.LIKELY, Measure.BEST, from);
    row(rows, "items dismissed", usual, changed, Measure.DISMISSED, Measure.ITEMS, from);
    row(rows, "diversity", usual, changed, Measure.DIVERSE_PAIRS, Measure.PAIRS, from);
    row(rows, "novelty", usual, changed, Measure.NEW, Measure.ITEMS, from);
    row(rows, "repeats", usual, changed, Measure.REPEATED, Measure.ITEMS, from);
    rows.add(
        List.of(
            "interruptions avoided",
            usual.ratio(Notice.DISMISSED_LOWERED, Notice.DISMISSED, from, days),
            changed.ratio(Notice.DISMISSED_LOWERED, Notice.DISMISSED, from, days)));
    rows.add(
        List.of(
            "opened harmed",
            usual.ratio(Notice.OPENED_LOWERED, Notice.OPENED, from, days),
            changed.ratio(Notice.OPENED_LOWERED, Notice.OPENED, from, days)));
    rows.add(
        List.of(
            "settings changes a week",
            usual.sum(Measure.CHANGES, from, days) / usual.users().size() / (days - from) * WEEK,
            changed.sum(Measure.CHANGES, from, days)
                / changed.users().size()
                / (days - from)
                * WEEK));
    return new Grid(
        "after_habit_change", List.of("what", "habits as usual", "habits changed"), rows);
  }

  private void row(
      List<List<?>> rows,
      String what,
      Diaries usual,
      Diaries changed,
      Measure part,
      Measure of,
      int from) {
    rows.add(List.of(what, usual.ratio(part, of, from, days), changed.ratio(part, of, from, days)));
  }

  private Grid habitChangeByDay() {
    int change = outcome.settings().habitChangeDay();
    List<List<?>> rows = new ArrayList<>();
    for (int day = Math.max(0, change - 2); day < days; day++) {
      double usual = acceptance(outcome.treated(), day, day + 1);
      double changed = acceptance(outcome.changedTreated(), day, day + 1);
      rows.add(
          List.of(
              "" + (day - change),
              usual,
              changed,
              Diaries.over(changed, usual),
              acceptance(outcome.changedControl(), day, day + 1)));
    }
    return new Grid(
        "habit_change_by_day",
        List.of("day", "treated, as usual", "treated, changed", "ratio", "control, changed"),
        rows);
  }
}
