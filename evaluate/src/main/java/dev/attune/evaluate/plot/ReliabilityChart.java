package dev.attune.evaluate.plot;

import dev.attune.evaluate.metric.Reliability;
import dev.attune.evaluate.result.ModelEvaluation;
import java.awt.Color;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** What the first model's probabilities promised and what happened. */
final class ReliabilityChart {

  /** Bins with fewer questions say little and are left out. */
  private static final int LEAST = 20;

  private ReliabilityChart() {}

  static XYChart of(ModelEvaluation found) {
    XYChart chart =
        Look.lines(
            "Do probabilities mean what they say? " + found.rankers().get(0),
            "Predicted probability, mean of each tenth",
            "Share that came true");
    XYSeries perfect = chart.addSeries("as predicted", new double[] {0, 1}, new double[] {0, 1});
    perfect.setMarker(SeriesMarkers.NONE).setLineColor(Look.GUIDE).setLineStyle(Look.DASHED);
    add(chart, "app ranked first", found.firstReliability(0), Look.MODEL);
    add(chart, "first five apps", found.fiveReliability(0), Look.BASELINE);
    chart.getStyler().setXAxisMin(0.0);
    chart.getStyler().setXAxisMax(1.0);
    chart.getStyler().setYAxisMin(0.0);
    chart.getStyler().setYAxisMax(1.0);
    chart.getStyler().setXAxisDecimalPattern("0.0");
    return chart;
  }

  private static void add(XYChart chart, String name, Reliability reliability, Color color) {
    List<Reliability.Bin> bins =
        reliability.bins().stream().filter(bin -> bin.count() >= LEAST).toList();
    if (bins.isEmpty()) {
      return;
    }
    XYSeries series =
        chart.addSeries(
            String.format(Locale.ROOT, "%s (ECE %.3f)", name, reliability.error()),
            bins.stream().map(Reliability.Bin::predicted).toList(),
            bins.stream().map(Reliability.Bin::observed).toList());
    series.setMarker(SeriesMarkers.CIRCLE).setMarkerColor(color).setLineColor(color);
  }
}
