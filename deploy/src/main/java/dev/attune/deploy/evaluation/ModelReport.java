package dev.attune.deploy.evaluation;

import dev.attune.deploy.report.Report;
import dev.attune.evaluate.metric.Bootstrap;
import dev.attune.evaluate.metric.Reliability;
import dev.attune.evaluate.run.ModelRun.Outcome;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What {@code attune evaluate model} reports. */
public final class ModelReport {

  private ModelReport() {}

  /**
   * The report of an evaluation.
   *
   * @param seed the first simulation's seed, 0 for a log
   * @param about what was evaluated on what, by name
   * @param groups the names of the groups of users
   */
  public static Report of(
      Outcome outcome,
      long seed,
      Instant startedAt,
      Map<String, String> about,
      List<String> groups,
      Bootstrap bootstrap) {
    Map<String, String> words = new LinkedHashMap<>(about);
    words.put(
        "intervals",
        "95%, " + bootstrap.rounds() + " bootstrap rounds over users, seed " + bootstrap.seed());
    words.put("calibration_bins", Reliability.BINS + " of equal width");
    return new Report(
        "evaluate model",
        seed,
        startedAt,
        ModelFigures.of(outcome),
        words,
        ModelTables.of(outcome, groups));
  }
}
