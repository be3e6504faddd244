package dev.attune.evaluate.plot;

import dev.attune.evaluate.metric.Estimate;
import dev.attune.evaluate.metric.Metric;
import dev.attune.evaluate.result.ModelEvaluation;
import dev.attune.evaluate.result.Segment;
import java.awt.Color;
import java.util.List;
import org.knowm.xchart.CategoryChart;

/** HR@5 of the model, the best baseline and the oracle by segment. */
final class SegmentChart {

  private SegmentChart() {}

  static CategoryChart of(ModelEvaluation found) {
    CategoryChart chart =
        Look.bars(
            "Next app among the first five (HR@5), by segment",
            "Segment; lines show 95% intervals over users",
            "Share of questions");
    List<Segment> segments = found.segments();
    String baseline = found.margin(0, Metric.HR5).baseline();
    List<String> rankers = found.rankers();
    if (rankers.contains(baseline)) {
      add(chart, segments, baseline, rankers.indexOf(baseline), Look.BASELINE);
    }
    add(chart, segments, rankers.get(0), 0, Look.MODEL);
    if (found.hasOracle()) {
      add(chart, segments, "oracle", rankers.size() - 1, Look.ORACLE);
    }
    chart.getStyler().setYAxisMin(0.0);
    chart.getStyler().setYAxisMax(1.0);
    return chart;
  }

  private static void add(
      CategoryChart chart, List<Segment> segments, String name, int ranker, Color color) {
    List<Estimate> hr5 = segments.stream().map(segment -> segment.hr5().get(ranker)).toList();
    chart
        .addSeries(
            name,
            segments.stream().map(Segment::name).toList(),
            hr5.stream().map(Estimate::value).toList(),
            hr5.stream().map(one -> (one.high() - one.low()) / 2).toList())
        .setFillColor(color);
  }
}
