package dev.attune.deploy.evaluation;

import dev.attune.deploy.report.Table;
import dev.attune.evaluate.metric.BinaryScores;
import dev.attune.evaluate.metric.Estimate;
import dev.attune.evaluate.metric.Metric;
import dev.attune.evaluate.metric.Reliability;
import dev.attune.evaluate.result.CurvePoint;
import dev.attune.evaluate.result.DriftRecovery;
import dev.attune.evaluate.result.Engagement;
import dev.attune.evaluate.result.Margin;
import dev.attune.evaluate.result.ModelEvaluation;
import dev.attune.evaluate.result.RankerResult;
import dev.attune.evaluate.result.RegionGain;
import dev.attune.evaluate.result.Segment;
import dev.attune.evaluate.result.Split;
import dev.attune.evaluate.run.ModelRun.Outcome;
import java.util.ArrayList;
import java.util.List;

/** The tables of {@code attune evaluate model}. */
final class ModelTables {

  private ModelTables() {}

  static List<Table> of(Outcome outcome, List<String> groups) {
    ModelEvaluation found = outcome.evaluation();
    List<Table> tables = new ArrayList<>();
    tables.add(rankers("rankers_by_time", found.results(Split.BY_TIME)));
    tables.add(rankers("rankers_leave_last_out", found.results(Split.LAST_OUT)));
    tables.add(groups(found, groups));
    tables.add(segments(found));
    tables.add(curve("hr5_by_events_seen", found.rankers(), found.bySeen()));
    outcome
        .drift()
        .ifPresent(
            drift -> {
              tables.add(curve("hr5_by_events_since_change", drift.rankers(), drift.curve()));
              tables.add(recovery(drift));
            });
    for (int model = 0; model < found.models(); model++) {
      String release = found.rankers().get(model);
      tables.add(reliability("reliability_first " + release, found.firstReliability(model)));
      tables.add(reliability("reliability_five " + release, found.fiveReliability(model)));
    }
    tables.add(engagement(found));
    if (found.models() > 1) {
      tables.add(regionGains(found));
    }
    return tables;
  }

  private static Table rankers(String name, List<RankerResult> results) {
    List<String> columns = new ArrayList<>(List.of("ranker"));
    for (Metric metric : Metric.values()) {
      columns.add(metric.label());
    }
    columns.addAll(List.of("hr5.low", "hr5.high", "ndcg5.low", "ndcg5.high"));
    List<List<?>> rows = new ArrayList<>();
    for (RankerResult result : results) {
      List<Object> row = new ArrayList<>(List.of(result.ranker()));
      for (Metric metric : Metric.values()) {
        row.add(result.of(metric).value());
      }
      row.addAll(ends(result.of(Metric.HR5)));
      row.addAll(ends(result.of(Metric.NDCG5)));
      rows.add(row);
    }
    return new Table(name, columns, rows);
  }

  private static Table groups(ModelEvaluation found, List<String> groups) {
    List<List<?>> rows = new ArrayList<>();
    for (int model = 0; model < found.models(); model++) {
      for (String group : groups) {
        List<Object> row = new ArrayList<>(List.of(found.rankers().get(model), group));
        row.add(found.mean(model, Metric.HR5, group).value());
        row.add(found.mean(model, Metric.NDCG5, group).value());
        Estimate hr5 = found.ofOracle(model, Metric.HR5, group);
        row.add(hr5.value());
        row.addAll(ends(hr5));
        row.add(found.ofOracle(model, Metric.NDCG5, group).value());
        Margin margin = found.margin(model, Metric.HR5, group);
        row.add(margin.baseline());
        row.add(margin.difference().value());
        row.addAll(ends(margin.difference()));
        rows.add(row);
      }
    }
    return new Table(
        "by_seed",
        List.of(
            "release",
            "users",
            "hr5",
            "ndcg5",
            "hr5_of_oracle",
            "hr5_of_oracle.low",
            "hr5_of_oracle.high",
            "ndcg5_of_oracle",
            "best_baseline",
            "margin",
            "margin.low",
            "margin.high"),
        rows);
  }

  private static Table segments(ModelEvaluation found) {
    List<String> columns = new ArrayList<>(List.of("segment", "users", "questions"));
    columns.addAll(found.rankers());
    List<List<?>> rows = new ArrayList<>();
    for (Segment segment : found.segments()) {
      List<Object> row =
          new ArrayList<>(List.of(segment.name(), segment.users(), segment.questions()));
      segment.hr5().forEach(estimate -> row.add(estimate.value()));
      rows.add(row);
    }
    return new Table("hr5_by_segment", columns, rows);
  }

  private static Table curve(String name, List<String> rankers, List<CurvePoint> points) {
    List<String> columns = new ArrayList<>(List.of("from", "to", "questions"));
    columns.addAll(rankers);
    columns.addAll(List.of(rankers.get(0) + ".low", rankers.get(0) + ".high"));
    List<List<?>> rows = new ArrayList<>();
    for (CurvePoint point : points) {
      List<Object> row = new ArrayList<>(List.of(point.from(), point.to(), point.questions()));
      row.addAll(point.hr5());
      row.addAll(ends(point.first()));
      rows.add(row);
    }
    return new Table(name, columns, rows);
  }

  private static Table recovery(DriftRecovery drift) {
    List<List<?>> rows = new ArrayList<>();
    for (int ranker = 0; ranker < drift.rankers().size(); ranker++) {
      rows.add(
          List.of(
              drift.rankers().get(ranker),
              drift.before(ranker).value(),
              drift.after(ranker).value(),
              drift.recovered(ranker)));
    }
    return new Table(
        "drift_recovery", List.of("ranker", "hr5_before", "hr5_after", "events"), rows);
  }

  private static Table reliability(String name, Reliability reliability) {
    List<List<?>> rows = new ArrayList<>();
    List<Reliability.Bin> bins = reliability.bins();
    for (int i = 0; i < bins.size(); i++) {
      Reliability.Bin bin = bins.get(i);
      rows.add(
          List.of(
              i / (double) Reliability.BINS,
              (i + 1) / (double) Reliability.BINS,
              bin.count(),
              bin.predicted(),
              bin.observed()));
    }
    return new Table(name, List.of("from", "to", "questions", "predicted", "observed"), rows);
  }

  private static Table engagement(ModelEvaluation found) {
    List<List<?>> rows = new ArrayList<>();
    for (int model = 0; model < found.models(); model++) {
      Engagement engagement = found.engagement(model);
      if (model == 0) {
        rows.add(row("the category's usual share", engagement.usual()));
      }
      rows.add(row(found.rankers().get(model), engagement.model()));
    }
    return new Table(
        "engagement",
        List.of("estimate", "notifications", "opened", "log_loss", "auc", "bias"),
        rows);
  }

  private static List<?> row(String name, BinaryScores scores) {
    return List.of(
        name, scores.count(), scores.observed(), scores.logLoss(), scores.auc(), scores.bias());
  }

  private static Table regionGains(ModelEvaluation found) {
    List<List<?>> rows = new ArrayList<>();
    for (RegionGain gain : found.regionGains()) {
      rows.add(
          List.of(
              gain.release(),
              gain.region(),
              gain.gain().value(),
              gain.gain().low(),
              gain.gain().high()));
    }
    return new Table(
        "region_gain", List.of("release", "region", "gain", "gain.low", "gain.high"), rows);
  }

  private static List<Double> ends(Estimate estimate) {
    return List.of(estimate.low(), estimate.high());
  }
}
