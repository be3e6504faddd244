package dev.attune.evaluate.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler.ChartTheme;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;

/** How all charts look: white, with a legend beside the data and never over it. */
final class Look {

  /** What is evaluated. */
  static final Color MODEL = new Color(0x1F, 0x5F, 0xBF);

  /** The best that can be. */
  static final Color ORACLE = new Color(0x2E, 0x8B, 0x57);

  /** The best baseline. */
  static final Color BASELINE = new Color(0xD9, 0x6C, 0x1E);

  /** Other baselines. */
  static final Color OTHER = new Color(0x8A, 0x8A, 0x8A);

  /** Lines to compare with. */
  static final Color GUIDE = new Color(0x55, 0x55, 0x55);

  static final BasicStroke DASHED =
      new BasicStroke(
          1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1f, new float[] {6f, 5f}, 0f);

  private static final int WIDTH = 1000;
  private static final int HEIGHT = 600;

  private Look() {}

  static XYChart lines(String title, String x, String y) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .xAxisTitle(x)
            .yAxisTitle(y)
            .theme(ChartTheme.Matlab)
            .build();
    XYStyler styler = chart.getStyler();
    dress(styler);
    styler.setMarkerSize(6);
    return chart;
  }

  static CategoryChart bars(String title, String x, String y) {
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .xAxisTitle(x)
            .yAxisTitle(y)
            .theme(ChartTheme.Matlab)
            .build();
    dress(chart.getStyler());
    chart.getStyler().setXAxisLabelRotation(20);
    return chart;
  }

  private static void dress(AxesChartStyler styler) {
    Font text = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
    styler.setChartBackgroundColor(Color.WHITE);
    styler.setPlotBackgroundColor(Color.WHITE);
    styler.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 16));
    styler.setAxisTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 13));
    styler.setAxisTickLabelsFont(text);
    styler.setLegendFont(text);
    styler.setLegendPosition(LegendPosition.OutsideE);
    styler.setLegendBorderColor(Color.WHITE);
    styler.setPlotGridLinesColor(new Color(0xDD, 0xDD, 0xDD));
    styler.setYAxisDecimalPattern("0.0");
  }
}
