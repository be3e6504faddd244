package dev.attune.bench.pipeline;

import dev.attune.bench.round.Spread;
import dev.attune.deploy.report.Figure;
import dev.attune.deploy.report.Report;
import dev.attune.deploy.report.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Figures of samples. Ratios are made of the rounds in pairs. */
final class PipelineReport {

  private final Map<PipelineSide, List<SideSample>> samples;
  private final List<Figure> figures = new ArrayList<>();

  private PipelineReport(Map<PipelineSide, List<SideSample>> samples) {
    this.samples = samples;
  }

  static Report of(
      PipelineSettings settings, Instant startedAt, Map<PipelineSide, List<SideSample>> samples) {
    PipelineReport report = new PipelineReport(samples);
    report.ratios();
    Map<String, String> tables =
        Map.of(
            "workload",
            String.format(
                "%,d events of %,d users, the first %,d to warm up; %d partitions, %d stream"
                    + " threads",
                settings.events(),
                settings.users(),
                settings.warmUp(),
                settings.partitions(),
                settings.threads()));
    return new Report(
        "bench pipeline",
        settings.seed(),
        startedAt,
        report.figures,
        tables,
        List.of(report.sides(), report.rounds()));
  }

  private void ratios() {
    rate("pipeline.ratio.attune_to_bare", PipelineSide.ATTUNE, PipelineSide.BARE, 1.5);
    rate("pipeline.ratio.attune_to_tuned", PipelineSide.ATTUNE, PipelineSide.TUNED, 0);
    rate("pipeline.ratio.attune_to_reencode", PipelineSide.ATTUNE, PipelineSide.REENCODE, 10);
    cpu("pipeline.cpu.with_model_to_without", PipelineSide.ATTUNE, PipelineSide.WITHOUT_MODEL, 1.3);
    cpu("synthesis.cpu.with_counting_to_without", PipelineSide.COUNTING, PipelineSide.ATTUNE, 1.1);
    cpu("pipeline.cpu.attune_to_bare", PipelineSide.ATTUNE, PipelineSide.BARE, 0);
    samples.forEach(
        (side, runs) -> {
          figures.add(figure("pipeline.rate." + side.word(), "events/s", runs, SideSample::rate));
          figures.add(figure("pipeline.cpu." + side.word(), "us", runs, SideSample::processMicros));
          figures.add(
              figure("pipeline.cpu_stream." + side.word(), "us", runs, SideSample::streamMicros));
        });
  }

  private static Figure figure(
      String name, String unit, List<SideSample> runs, ToDoubleFunction<SideSample> of) {
    Spread spread = Spread.of(runs.stream().mapToDouble(of).toArray());
    return new Figure(name, spread.median(), unit).between(spread.low(), spread.high());
  }

  /** How many times as many events a second. */
  private void rate(String name, PipelineSide side, PipelineSide other, double goal) {
    if (samples.containsKey(side) && samples.containsKey(other)) {
      Figure figure = ratio(name, side, other, SideSample::rate);
      figures.add(goal > 0 ? figure.atLeast(goal) : figure);
    }
  }

  /** How many times the time on a core, of the whole process. */
  private void cpu(String name, PipelineSide side, PipelineSide other, double goal) {
    if (samples.containsKey(side) && samples.containsKey(other)) {
      Figure figure = ratio(name, side, other, SideSample::processMicros);
      figures.add(goal > 0 ? figure.atMost(goal) : figure);
    }
  }

  private Figure ratio(
      String name, PipelineSide side, PipelineSide other, ToDoubleFunction<SideSample> of) {
    List<SideSample> above = samples.get(side);
    List<SideSample> below = samples.get(other);
    double[] ratios = new double[above.size()];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = of.applyAsDouble(above.get(i)) / of.applyAsDouble(below.get(i));
    }
    Spread spread = Spread.of(ratios);
    return new Figure(name, spread.median(), "times").between(spread.low(), spread.high());
  }

  private Table sides() {
    List<List<?>> rows = new ArrayList<>();
    samples.forEach(
        (side, runs) ->
            rows.add(
                List.of(
                    side.word(),
                    median(runs, SideSample::rate),
                    samples.containsKey(PipelineSide.BARE)
                        ? ratio("", side, PipelineSide.BARE, SideSample::rate).value()
                        : Double.NaN,
                    median(runs, SideSample::streamMicros),
                    median(runs, SideSample::processMicros),
                    median(runs, SideSample::compilerMicros),
                    median(runs, SideSample::bytesPerEvent))));
    return new Table(
        "sides",
        List.of(
            "side",
            "events a second",
            "times bare",
            "us of stream threads",
            "us of the process",
            "JIT compilers of these",
            "bytes allocated"),
        rows);
  }

  private Table rounds() {
    List<List<?>> rows = new ArrayList<>();
    samples.forEach(
        (side, runs) -> {
          for (int round = 0; round < runs.size(); round++) {
            SideSample run = runs.get(round);
            rows.add(
                List.of(
                    side.word(),
                    round + 1,
                    run.records(),
                    run.wallNanos() / 1e9,
                    run.rate(),
                    run.streamMicros(),
                    run.processMicros(),
                    run.compilerMicros(),
                    run.pauseMillis() / 1e3));
          }
        });
    return new Table(
        "rounds",
        List.of(
            "side",
            "round",
            "events",
            "seconds",
            "events a second",
            "us of stream threads",
            "us of the process",
            "JIT compilers of these",
            "seconds collecting"),
        rows);
  }

  private static double median(List<SideSample> runs, ToDoubleFunction<SideSample> of) {
    return Spread.of(runs.stream().mapToDouble(of).toArray()).median();
  }
}
