package dev.attune.evaluate.plot;

import dev.attune.evaluate.result.CurvePoint;
import dev.attune.evaluate.result.DriftRecovery;
import dev.attune.evaluate.result.Sheet;
import java.awt.BasicStroke;
import java.awt.Color;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** HR@5 before and after all habits change. */
final class DriftChart {

  private static final int SMOOTH_FROM = 5;

  private DriftChart() {}

  static XYChart of(DriftRecovery drift) {
    XYChart chart =
        Look.lines(
            "How fast changed habits are learned: HR@5 around the change",
            "Events of the user since all habits changed, in steps of 20",
            "Share of questions");
    List<CurvePoint> points = drift.curve();
    List<Double> x = points.stream().map(point -> (point.from() + point.to()) / 2.0).toList();
    List<String> rankers = drift.rankers();
    int oracle = rankers.indexOf(Sheet.ORACLE);
    if (oracle >= 0) {
      dots(chart, Sheet.ORACLE, x, points, oracle, Look.ORACLE);
    }
    dots(chart, rankers.get(0), x, points, 0, Look.MODEL);
    // The very first questions are too few to draw a line through.
    double[] since = IntStream.range(SMOOTH_FROM, DriftRecovery.HORIZON).asDoubleStream().toArray();
    double[] smoothed = Arrays.copyOfRange(drift.smoothed(0), SMOOTH_FROM, DriftRecovery.HORIZON);
    plain(chart.addSeries(rankers.get(0) + ", smoothed", since, smoothed), Look.MODEL);
    int context = rankers.indexOf("user-frequent by context");
    if (context >= 0) {
      dots(chart, rankers.get(context), x, points, context, Look.BASELINE);
    }
    double goal = DriftRecovery.RECOVERED * drift.before(0).value();
    guide(
        chart,
        "0.9 of the level before",
        List.of(x.get(0), (double) DriftRecovery.HORIZON),
        List.of(goal, goal));
    guide(chart, "habits change", List.of(0.0, 0.0), List.of(0.0, 1.0));
    chart.getStyler().setYAxisMin(0.0);
    chart.getStyler().setYAxisMax(1.0);
    chart.getStyler().setXAxisDecimalPattern("#,##0");
    return chart;
  }

  private static void dots(
      XYChart chart,
      String name,
      List<Double> x,
      List<CurvePoint> points,
      int ranker,
      Color color) {
    XYSeries series =
        chart.addSeries(name, x, points.stream().map(point -> point.hr5().get(ranker)).toList());
    series.setMarker(SeriesMarkers.CIRCLE).setMarkerColor(color);
    series.setLineColor(color).setLineStyle(new BasicStroke(0.6f));
  }

  private static void plain(XYSeries series, Color color) {
    series.setMarker(SeriesMarkers.NONE).setLineColor(color).setLineStyle(new BasicStroke(3f));
  }

  private static void guide(XYChart chart, String name, List<Double> x, List<Double> y) {
    XYSeries series = chart.addSeries(name, x, y);
    series.setMarker(SeriesMarkers.NONE).setLineColor(Look.GUIDE).setLineStyle(Look.DASHED);
  }
}
