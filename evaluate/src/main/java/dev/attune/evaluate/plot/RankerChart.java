package dev.attune.evaluate.plot;

import dev.attune.evaluate.metric.Estimate;
import dev.attune.evaluate.metric.Metric;
import dev.attune.evaluate.result.ModelEvaluation;
import dev.attune.evaluate.result.RankerResult;
import dev.attune.evaluate.result.Split;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.CategoryChart;

/** HR@5 of every ranker, with intervals. */
final class RankerChart {

  private RankerChart() {}

  static CategoryChart of(ModelEvaluation found) {
    List<RankerResult> results = found.results(Split.BY_TIME);
    CategoryChart chart =
        Look.bars(
            "Next app among the first five (HR@5), test period",
            "Ranker; lines show 95% intervals over users",
            "Share of questions");
    int baselines = results.size() - found.models() - (found.hasOracle() ? 1 : 0);
    add(chart, "releases", results, 0, found.models(), Look.MODEL);
    add(chart, "baselines", results, found.models(), baselines, Look.BASELINE);
    if (found.hasOracle()) {
      add(chart, "oracle", results, results.size() - 1, 1, Look.ORACLE);
    }
    chart.getStyler().setOverlapped(true);
    chart.getStyler().setYAxisMin(0.0);
    chart.getStyler().setYAxisMax(1.0);
    chart.getStyler().setYAxisDecimalPattern("0.00");
    chart.getStyler().setAvailableSpaceFill(0.7);
    return chart;
  }

  /** Every series has one color, so each has places for all rankers, empty but for its own. */
  private static void add(
      CategoryChart chart,
      String name,
      List<RankerResult> results,
      int first,
      int count,
      Color color) {
    List<Double> values = new ArrayList<>(Collections.nCopies(results.size(), 0.0));
    List<Double> errors = new ArrayList<>(Collections.nCopies(results.size(), 0.0));
    for (int i = first; i < first + count; i++) {
      Estimate hr5 = results.get(i).of(Metric.HR5);
      values.set(i, hr5.value());
      errors.set(i, (hr5.high() - hr5.low()) / 2);
    }
    List<String> names =
        results.stream()
            .map(
                result ->
                    String.format(
                        Locale.ROOT, "%s: %.3f", result.ranker(), result.of(Metric.HR5).value()))
            .toList();
    chart.addSeries(name, names, values, errors).setFillColor(color);
  }
}
