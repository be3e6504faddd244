package dev.attune.deploy.command;

import dev.attune.deploy.evaluation.LoopReport;
import dev.attune.evaluate.loop.LoopResult;
import dev.attune.evaluate.loop.LoopRun;
import dev.attune.evaluate.loop.LoopSettings;
import dev.attune.evaluate.metric.Bootstrap;
import dev.attune.models.usage.UsageModel;
import dev.attune.topology.engine.DecisionSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "loop",
    description = {
      "Lets simulated users live with what the pipeline decides for weeks, and measures what it is",
      "worth to them: beside the same users with what anyone would get, beside the best lists and",
      "settings there could have been, and through a change of habits."
    })
final class EvaluateLoopCommand implements Callable<Integer> {

  private static final long BOOTSTRAP_SEED = 5;

  @Spec private CommandSpec spec;
  @Mixin private ReportOptions report;
  @Mixin private EvaluatedReleases releases;

  @Option(
      names = "--users",
      paramLabel = "N",
      description = "Simulated users of each seed. Default: ${DEFAULT-VALUE}.")
  private int users = 200;

  @Option(
      names = "--days",
      paramLabel = "D",
      description =
          "Simulated days, more than 14; acceptance counts after the first 14 days. Default:"
              + " ${DEFAULT-VALUE}.")
  private int days = 28;

  @Option(
      names = "--seed",
      split = ",",
      paramLabel = "S",
      description =
          "Seeds of the simulated users; users of several are reported one by one and together."
              + " Default: 5001.")
  private List<Long> seeds = List.of(5001L);

  @Option(
      names = "--habit-change",
      paramLabel = "DAY",
      description =
          "In lives beside the usual ones, users change their habits on this day; 0 for no such"
              + " lives, which takes half the time. Default: after three quarters of the days.")
  private @Nullable Integer habitChange;

  @Option(
      names = "--compare-answers",
      description =
          "Also lets the users live with other ways to use their answers to what is recommended,"
              + " which takes four more lives, and compares.")
  private boolean compareAnswers;

  @Override
  public Integer call() throws IOException {
    report.requireWritable();
    Instant startedAt = Instant.now();
    Bootstrap bootstrap = new Bootstrap(BOOTSTRAP_SEED, Bootstrap.ROUNDS);
    LoopSettings settings = settings();
    PrintWriter out = spec.commandLine().getOut();
    try (EvaluatedReleases.Opened opened = releases.open()) {
      if (opened.models().size() > 1) {
        throw new Failure("The loop runs with one release at a time.");
      }
      UsageModel model = opened.models().get(0);
      LoopRun run = new LoopRun(settings, DecisionSettings.defaults(), model);
      ProgressLine progress =
          new ProgressLine(
              spec.commandLine().getErr(),
              "days",
              run.work() + (compareAnswers ? run.workOfComparison() : 0));
      LoopResult result = run.run(progress::done, bootstrap);
      if (compareAnswers) {
        result =
            result.with(run.compareAnswers(more -> progress.done(run.work() + more), bootstrap));
      }
      report.write(LoopReport.of(result, settings, model.release(), startedAt, bootstrap), out);
    }
    return 0;
  }

  private LoopSettings settings() {
    try {
      int change = habitChange == null ? days * 3 / 4 : habitChange;
      return LoopSettings.of(users, days, seeds, change);
    } catch (IllegalArgumentException e) {
      throw new Failure(e.getMessage());
    }
  }
}
