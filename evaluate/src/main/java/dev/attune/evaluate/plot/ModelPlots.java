package dev.attune.evaluate.plot;

import dev.attune.evaluate.result.ModelEvaluation;
import dev.attune.evaluate.run.ModelRun.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.internal.chartpart.Chart;

/** The charts of an evaluation, for model cards. */
public final class ModelPlots {

  private ModelPlots() {}

  /**
   * Writes all charts as PNG files of 1000 x 600 pixels, replacing those that are there.
   *
   * @param folder where to; made if it is missing
   */
  public static void write(Outcome outcome, Path folder) throws IOException {
    Files.createDirectories(folder);
    ModelEvaluation found = outcome.evaluation();
    Map<String, Chart<?, ?>> charts = new LinkedHashMap<>();
    charts.put("hr5.png", RankerChart.of(found));
    charts.put("segments.png", SegmentChart.of(found));
    charts.put("learning.png", LearningChart.of(found));
    charts.put("reliability.png", ReliabilityChart.of(found));
    outcome.drift().ifPresent(drift -> charts.put("drift.png", DriftChart.of(drift)));
    if (found.models() > 1) {
      charts.put("regions.png", RegionChart.of(found));
    }
    for (Map.Entry<String, Chart<?, ?>> chart : charts.entrySet()) {
      byte[] picture = BitmapEncoder.getBitmapBytes(chart.getValue(), BitmapFormat.PNG);
      Files.write(folder.resolve(chart.getKey()), picture);
    }
  }
}
