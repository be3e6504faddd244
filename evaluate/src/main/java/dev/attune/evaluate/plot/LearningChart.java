package dev.attune.evaluate.plot;

import dev.attune.evaluate.metric.Metric;
import dev.attune.evaluate.result.CurvePoint;
import dev.attune.evaluate.result.ModelEvaluation;
import java.awt.Color;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** HR@5 by how many events of the user were known. */
final class LearningChart {

  private LearningChart() {}

  static XYChart of(ModelEvaluation found) {
    XYChart chart =
        Look.lines(
            "How fast a new user is learned: HR@5 by events known",
            "Events of the user before the question (logarithmic)",
            "Share of questions");
    List<CurvePoint> points = found.bySeen();
    List<Double> x =
        points.stream().map(point -> Math.sqrt((double) point.from() * point.to())).toList();
    List<String> rankers = found.rankers();
    if (found.hasOracle()) {
      line(chart, "oracle", x, points, rankers.size() - 1, Look.ORACLE);
    }
    XYSeries model =
        chart.addSeries(
            rankers.get(0),
            x,
            points.stream().map(point -> point.hr5().get(0)).toList(),
            points.stream()
                .map(point -> (point.first().high() - point.first().low()) / 2)
                .toList());
    style(model, Look.MODEL);
    String baseline = found.margin(0, Metric.HR5).baseline();
    if (rankers.contains(baseline)) {
      line(chart, baseline, x, points, rankers.indexOf(baseline), Look.BASELINE);
    }
    chart.getStyler().setXAxisLogarithmic(true);
    chart.getStyler().setXAxisDecimalPattern("#,##0");
    chart.getStyler().setYAxisMin(0.0);
    chart.getStyler().setYAxisMax(1.0);
    return chart;
  }

  private static void line(
      XYChart chart,
      String name,
      List<Double> x,
      List<CurvePoint> points,
      int ranker,
      Color color) {
    style(
        chart.addSeries(name, x, points.stream().map(point -> point.hr5().get(ranker)).toList()),
        color);
  }

  private static void style(XYSeries series, Color color) {
    series.setMarker(SeriesMarkers.CIRCLE).setMarkerColor(color).setLineColor(color);
  }
}
