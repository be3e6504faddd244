package dev.attune.bench.model;

import dev.attune.bench.round.Interleaved;
import dev.attune.bench.round.Measured;
import dev.attune.bench.round.Side;
import dev.attune.bench.round.Spread;
import dev.attune.deploy.report.Figure;
import dev.attune.deploy.report.Report;
import dev.attune.deploy.report.Table;
import dev.attune.models.onnx.OnnxRelease;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/** Measures a release's model: its rates, and its update against what it replaces. */
public final class ModelBench implements AutoCloseable {

  /** Candidates of a row that is ranked, as many as a decision usually asks about. */
  private static final int CANDIDATES = 48;

  private final OnnxRelease release;
  private final long seed;
  private final ModelSides sides;
  private final Interleaved interleaved;

  /**
   * Prepares the calls.
   *
   * @param rounds how many rounds are kept
   * @param slice about how long a side runs in each
   */
  public ModelBench(OnnxRelease release, long seed, int rounds, Duration slice) {
    this.release = release;
    this.seed = seed;
    this.sides = new ModelSides(release, seed);
    List<Side> all = sides.all(CANDIDATES);
    this.interleaved = new Interleaved(all, rounds, slice);
  }

  /** How many steps {@link #run} tells its progress in. */
  public int steps() {
    return interleaved.steps();
  }

  /**
   * Measures.
   *
   * @param progress told how many steps are done
   */
  public Report run(IntConsumer progress) {
    Instant startedAt = Instant.now();
    Map<String, Measured> measured = interleaved.run(progress);
    Map<String, String> about = new LinkedHashMap<>();
    about.put("release", release.manifest().releaseId());
    about.put("graphs", release.isPlain() ? "plain Java" : "ONNX Runtime");
    return new Report(
        "bench model", seed, startedAt, figures(measured), about, List.of(table(measured)));
  }

  private static List<Figure> figures(Map<String, Measured> measured) {
    Measured served = measured.get("update.served.64");
    Measured onnx = measured.get("update.onnx.64");
    Measured onnxAlone = measured.get("update.onnx.1");
    List<Figure> figures = new ArrayList<>();
    figures.add(figure("model.update.rate", served.rate(), "updates/s").atLeast(500_000));
    figures.add(figure("model.update.batch_gain", served.times(onnxAlone), "ratio").atLeast(5));
    figures.add(
        figure("model.update.reencode_gain", served.times(measured.get("reencode.64")), "ratio")
            .atLeast(200));
    figures.add(figure("model.update.onnx_batch_gain", onnx.times(onnxAlone), "ratio"));
    figures.add(figure("model.update.java_gain", served.times(onnx), "ratio"));
    figures.add(
        figure(
            "model.update.java_gain_alone",
            measured.get("update.served.1").times(onnxAlone),
            "ratio"));
    figures.add(
        figure("model.update.spread_rate", measured.get("update.spread.64").rate(), "updates/s"));
    figures.add(
        figure("model.update.profile_rate", measured.get("update.profile.64").rate(), "updates/s"));
    figures.add(figure("model.readout.rate", measured.get("readout.64").rate(), "rows/s"));
    figures.add(figure("model.rank.rate", measured.get("rank.8").rate(), "rows/s"));
    return figures;
  }

  private static Figure figure(String name, Spread spread, String unit) {
    return new Figure(name, spread.median(), unit).between(spread.low(), spread.high());
  }

  private static Table table(Map<String, Measured> measured) {
    List<List<?>> rows = new ArrayList<>();
    for (Measured side : measured.values()) {
      Spread rate = side.rate();
      rows.add(
          List.of(
              side.name(),
              Math.round(rate.median()),
              Math.round(rate.low()),
              Math.round(rate.high()),
              Math.round(side.wallRate().median()),
              1e9 / rate.median(),
              side.bytes()));
    }
    return new Table(
        "calls",
        List.of("call", "rows/s", "low", "high", "rows/s by the wall", "ns/row", "bytes/row"),
        rows);
  }

  @Override
  public void close() {
    sides.close();
  }
}
