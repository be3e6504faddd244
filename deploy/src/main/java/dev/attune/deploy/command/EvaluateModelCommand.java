package dev.attune.deploy.command;

import dev.attune.deploy.evaluation.ModelReport;
import dev.attune.deploy.report.Report;
import dev.attune.evaluate.metric.Bootstrap;
import dev.attune.evaluate.plot.ModelPlots;
import dev.attune.evaluate.run.ModelRun;
import dev.attune.models.usage.UsageModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "model",
    description = {
      "Measures model releases as they are served: which app is opened next, whether probabilities",
      "mean what they say, how fast new users and new habits are learned; beside baselines and, for",
      "simulated users, an oracle. The figures are those of the first release."
    })
final class EvaluateModelCommand implements Callable<Integer> {

  private static final long BOOTSTRAP_SEED = 5;

  @Spec private CommandSpec spec;
  @Mixin private ReportOptions report;
  @Mixin private EvaluatedReleases releases;
  @Mixin private EvaluationUsers users;

  @Option(
      names = "--plots",
      paramLabel = "DIR",
      description = "Also draw charts for the model card, as PNG files in this folder.")
  private @Nullable Path plots;

  @Override
  public Integer call() throws IOException {
    report.requireWritable();
    requireFolder();
    Instant startedAt = Instant.now();
    Bootstrap bootstrap = new Bootstrap(BOOTSTRAP_SEED, Bootstrap.ROUNDS);
    PrintWriter out = spec.commandLine().getOut();
    try (EvaluatedReleases.Opened opened = releases.open()) {
      ModelRun run = users.run(opened.models(), bootstrap);
      ProgressLine progress = new ProgressLine(spec.commandLine().getErr(), "users", run.work());
      ModelRun.Outcome outcome = run.run(progress::done);
      if (outcome.evaluation().rankers().isEmpty()) {
        throw new Failure("Nothing could be asked.");
      }
      Map<String, String> about = new LinkedHashMap<>();
      about.put(
          "releases",
          opened.models().stream().map(UsageModel::release).collect(Collectors.joining(", ")));
      about.putAll(users.about(run));
      Report measured =
          ModelReport.of(outcome, users.seed(), startedAt, about, users.groups(), bootstrap);
      report.write(measured, out);
      draw(outcome);
    }
    return 0;
  }

  /** Fails before anything slow is done if charts could not be written in the end. */
  private void requireFolder() {
    if (plots != null) {
      try {
        Files.createDirectories(plots);
      } catch (IOException e) {
        throw new Failure("Charts can't be written to " + plots + ".", e);
      }
    }
  }

  private void draw(ModelRun.Outcome outcome) throws IOException {
    if (plots == null) {
      return;
    }
    try {
      ModelPlots.write(outcome, plots);
    } catch (LinkageError | InternalError e) {
      // Java without a desktop, or a system without any font.
      throw new Failure(
          "This Java can't draw charts (" + e.getMessage() + "); leave --plots out.", e);
    }
  }
}
