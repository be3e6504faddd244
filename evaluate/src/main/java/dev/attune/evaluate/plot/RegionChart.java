package dev.attune.evaluate.plot;

import dev.attune.evaluate.result.ModelEvaluation;
import dev.attune.evaluate.result.RegionGain;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.CategoryChart;

/** What further releases gain over the first one, by region. */
final class RegionChart {

  private RegionChart() {}

  static CategoryChart of(ModelEvaluation found) {
    CategoryChart chart =
        Look.bars(
            "Gain in HR@5 over " + found.rankers().get(0) + ", by region",
            "Users' region; lines show 95% intervals over users",
            "Difference in the share of questions");
    Map<String, List<RegionGain>> byRelease = new LinkedHashMap<>();
    for (RegionGain gain : found.regionGains()) {
      byRelease.computeIfAbsent(gain.release(), any -> new ArrayList<>()).add(gain);
    }
    byRelease.forEach(
        (release, gains) ->
            chart.addSeries(
                release,
                gains.stream().map(RegionGain::region).toList(),
                gains.stream().map(gain -> gain.gain().value()).toList(),
                gains.stream().map(gain -> (gain.gain().high() - gain.gain().low()) / 2).toList()));
    chart.getStyler().setXAxisLabelRotation(0);
    chart.getStyler().setYAxisDecimalPattern("0.000");
    return chart;
  }
}
