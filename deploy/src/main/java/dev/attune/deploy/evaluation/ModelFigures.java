package dev.attune.deploy.evaluation;

import dev.attune.deploy.report.Figure;
import dev.attune.evaluate.metric.Estimate;
import dev.attune.evaluate.metric.Metric;
import dev.attune.evaluate.result.DriftRecovery;
import dev.attune.evaluate.result.Engagement;
import dev.attune.evaluate.result.Margin;
import dev.attune.evaluate.result.ModelEvaluation;
import dev.attune.evaluate.result.RankerResult;
import dev.attune.evaluate.result.RegionGain;
import dev.attune.evaluate.result.Split;
import dev.attune.evaluate.run.ModelRun.Outcome;
import java.util.ArrayList;
import java.util.List;

/**
 * The figures of {@code attune evaluate model}, of the first release. Figures that nothing was
 * measured for, such as the share of an oracle that a log does not have, are left out.
 */
final class ModelFigures {

  private static final double OF_ORACLE = 0.9;
  private static final double COLD_START = 0.8;
  private static final double RECOVERY_EVENTS = 50;

  private final List<Figure> figures = new ArrayList<>();

  private ModelFigures() {}

  static List<Figure> of(Outcome outcome) {
    ModelFigures all = new ModelFigures();
    ModelEvaluation found = outcome.evaluation();
    all.figures.add(new Figure("model.users", found.users(Split.BY_TIME), "count"));
    all.figures.add(new Figure("model.questions", found.questions(Split.BY_TIME), "count"));
    all.metrics("model.", found.results(Split.BY_TIME).get(0));
    all.against(found);
    outcome.drift().ifPresent(all::drift);
    all.metrics("model.last_out.", found.results(Split.LAST_OUT).get(0));
    all.calibration(found);
    all.regions(found);
    return all.figures;
  }

  private void metrics(String prefix, RankerResult model) {
    for (Metric metric : Metric.values()) {
      add(prefix + metric.label(), model.of(metric), "mean");
    }
  }

  private void against(ModelEvaluation found) {
    atLeast("model.hr5_of_oracle", found.ofOracle(0, Metric.HR5), OF_ORACLE);
    atLeast("model.ndcg5_of_oracle", found.ofOracle(0, Metric.NDCG5), OF_ORACLE);
    margin("model.best_baseline_margin", found.margin(0, Metric.HR5));
    margin("model.best_baseline_margin_ndcg5", found.margin(0, Metric.NDCG5));
    atLeast("model.cold_start", found.coldStart(0), COLD_START);
    add("model.cold_start_of_oracle", found.coldStartOfOracle(0), "ratio");
  }

  private void drift(DriftRecovery drift) {
    Estimate recovery = drift.recovery(0);
    if (recovery.known()) {
      figures.add(
          figure("model.drift_recovery_events", recovery, "events").atMost(RECOVERY_EVENTS));
    }
  }

  private void calibration(ModelEvaluation found) {
    if (found.questions(Split.BY_TIME) > 0) {
      figures.add(
          new Figure("model.calibration.first_ece", found.firstReliability(0).error(), "share"));
      figures.add(
          new Figure("model.calibration.five_ece", found.fiveReliability(0).error(), "share"));
    }
    Engagement engagement = found.engagement(0);
    if (engagement.model().count() == 0) {
      return;
    }
    figures.add(new Figure("model.engagement.log_loss", engagement.model().logLoss(), "nats"));
    if (Double.isFinite(engagement.model().auc())) {
      figures.add(new Figure("model.engagement.auc", engagement.model().auc(), "share"));
    }
    figures.add(new Figure("model.engagement.bias", engagement.model().bias(), "share"));
  }

  /** With one further release the plain name; with more, the release says which one it is. */
  private void regions(ModelEvaluation found) {
    for (RegionGain gain : found.regionGains()) {
      String name = "model.region_gain." + gain.region();
      add(found.models() > 2 ? name + "." + gain.release() : name, gain.gain(), "difference");
    }
  }

  private void margin(String name, Margin margin) {
    Estimate difference = margin.difference();
    if (difference.known()) {
      figures.add(figure(name, difference, "difference").goal(0, difference.low() > 0));
    }
  }

  private void atLeast(String name, Estimate estimate, double goal) {
    if (estimate.known()) {
      figures.add(figure(name, estimate, "ratio").atLeast(goal));
    }
  }

  private void add(String name, Estimate estimate, String unit) {
    if (estimate.known()) {
      figures.add(figure(name, estimate, unit));
    }
  }

  private static Figure figure(String name, Estimate estimate, String unit) {
    return new Figure(name, estimate.value(), unit).between(estimate.low(), estimate.high());
  }
}
