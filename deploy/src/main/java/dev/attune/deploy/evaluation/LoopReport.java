package dev.attune.deploy.evaluation;

import dev.attune.deploy.report.Figure;
import dev.attune.deploy.report.Report;
import dev.attune.deploy.report.Table;
import dev.attune.evaluate.loop.Finding;
import dev.attune.evaluate.loop.LoopResult;
import dev.attune.evaluate.loop.LoopSettings;
import dev.attune.evaluate.metric.Bootstrap;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What {@code attune evaluate loop} reports. */
public final class LoopReport {

  private LoopReport() {}

  /** The report of a run; what could not be measured, for want of any case of it, is left out. */
  public static Report of(
      LoopResult result,
      LoopSettings settings,
      String release,
      Instant startedAt,
      Bootstrap bootstrap) {
    List<Figure> figures =
        result.findings().stream()
            .filter(finding -> Double.isFinite(finding.estimate().value()))
            .map(LoopReport::figure)
            .toList();
    List<Table> tables =
        result.grids().stream()
            .map(grid -> new Table(grid.name(), grid.columns(), grid.rows()))
            .toList();
    return new Report(
        "evaluate loop",
        settings.seeds().get(0),
        startedAt,
        figures,
        about(settings, release, bootstrap),
        tables);
  }

  private static Map<String, String> about(
      LoopSettings settings, String release, Bootstrap bootstrap) {
    Map<String, String> about = new LinkedHashMap<>();
    about.put("release", release);
    about.put(
        "seeds", settings.seeds().stream().map(String::valueOf).collect(Collectors.joining(", ")));
    about.put("users", settings.users() + " of each seed");
    about.put(
        "days",
        settings.days()
            + "; notifications and what is offered count from day "
            + settings.warmUpDays()
            + ", acceptance from day "
            + settings.upliftFromDay()
            + ", the first being 0");
    about.put(
        "intervals",
        "95%, "
            + bootstrap.rounds()
            + " bootstrap rounds over users, seed "
            + bootstrap.seed()
            + "; both lives of a user are drawn together");
    return about;
  }

  private static Figure figure(Finding finding) {
    Figure figure = new Figure(finding.name(), finding.estimate().value(), finding.unit());
    if (finding.hasInterval()) {
      figure = figure.between(finding.estimate().low(), finding.estimate().high());
    }
    Finding.Goal goal = finding.goal();
    if (goal == null) {
      return figure;
    }
    return goal.least() ? figure.atLeast(goal.value()) : figure.atMost(goal.value());
  }
}
