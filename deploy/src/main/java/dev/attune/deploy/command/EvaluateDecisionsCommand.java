package dev.attune.deploy.command;

import dev.attune.deploy.adversary.DecisionTrial;
import dev.attune.deploy.adversary.DecisionTrial.Outcome;
import dev.attune.deploy.report.Figure;
import dev.attune.deploy.report.Report;
import dev.attune.deploy.report.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "decisions",
    description = {
      "Lets models that mean harm decide through the production engine, and has every decision judged",
      "by rules that are written down a second time. Ends with 0 when none is invalid."
    })
final class EvaluateDecisionsCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private ReportOptions report;

  @Option(
      names = "--count",
      paramLabel = "N",
      description = "So many decisions at least. Default: ${DEFAULT-VALUE}.")
  private int count = 1_000_000;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Decides what users and models do. Default: ${DEFAULT-VALUE}.")
  private long seed = 1;

  @Override
  public Integer call() {
    if (count < 1) {
      throw new Failure("--count must be at least 1.");
    }
    report.requireWritable();
    Instant startedAt = Instant.now();
    ProgressLine progress =
        new ProgressLine(spec.commandLine().getErr(), "decisions judged", count);
    List<Outcome> outcomes =
        new DecisionTrial(count, seed).run(judged -> progress.done((int) Math.min(judged, count)));
    report.write(measured(outcomes, startedAt), spec.commandLine().getOut());
    outcomes.stream()
        .flatMap(outcome -> outcome.examples().stream())
        .forEach(spec.commandLine().getErr()::println);
    return outcomes.stream().allMatch(outcome -> outcome.invalid() == 0) ? 0 : 1;
  }

  private Report measured(List<Outcome> outcomes, Instant startedAt) {
    long lists = outcomes.stream().mapToLong(Outcome::lists).sum();
    long settings = outcomes.stream().mapToLong(Outcome::settings).sum();
    long fallbacks = outcomes.stream().mapToLong(Outcome::fallbacks).sum();
    List<Figure> figures =
        List.of(
            new Figure("decisions.judged", (double) lists + settings, "count"),
            new Figure("decisions.lists", lists, "count"),
            new Figure("decisions.settings", settings, "count"),
            new Figure(
                    "decisions.invalid",
                    outcomes.stream().mapToLong(Outcome::invalid).sum(),
                    "count")
                .atMost(0),
            new Figure("decisions.fallbacks", fallbacks, "count"));
    List<List<?>> rows = new ArrayList<>();
    for (Outcome one : outcomes) {
      rows.add(
          List.of(
              one.adversary(),
              one.lists(),
              one.settings(),
              one.invalid(),
              one.failed(),
              one.modelCalls(),
              one.fallbacks()));
    }
    Table table =
        new Table(
            "adversaries",
            List.of(
                "adversary", "lists", "settings", "invalid", "failed", "model_calls", "fallbacks"),
            rows);
    return new Report("evaluate decisions", seed, startedAt, figures, Map.of(), List.of(table));
  }
}
