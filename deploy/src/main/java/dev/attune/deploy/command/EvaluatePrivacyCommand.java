package dev.attune.deploy.command;

import dev.attune.deploy.report.Figure;
import dev.attune.deploy.report.Report;
import dev.attune.deploy.report.Table;
import dev.attune.evaluate.privacy.MechanismEvidence;
import dev.attune.evaluate.privacy.MechanismEvidence.Audited;
import dev.attune.evaluate.privacy.MechanismEvidence.Checked;
import dev.attune.evaluate.privacy.MechanismEvidence.Planted;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "privacy",
    description = {
      "Holds the mechanisms of private summaries against what is claimed of them: distributions,",
      "neighbors, accounts, an attacker who knows all but one user, and planted defects that the",
      "checks must find."
    })
final class EvaluatePrivacyCommand implements Callable<Integer> {

  private static final int FEWEST = 1_000;

  @Spec private CommandSpec spec;
  @Mixin private ReportOptions report;

  @Option(
      names = "--draws",
      paramLabel = "N",
      description = "Numbers drawn for each check of a distribution. Default: ${DEFAULT-VALUE}.")
  private int draws = 1_000_000;

  @Option(
      names = "--audit-draws",
      paramLabel = "N",
      description =
          "Noisy sums with the user, and as many without, for each audit. Default:"
              + " ${DEFAULT-VALUE}.")
  private int auditDraws = 2_000_000;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Of the bits that are drawn with. Default: ${DEFAULT-VALUE}.")
  private long seed = 5001;

  @Override
  public Integer call() throws IOException {
    if (draws < FEWEST || auditDraws < FEWEST) {
      throw new ParameterException(
          spec.commandLine(), "--draws and --audit-draws are at least " + FEWEST);
    }
    report.requireWritable();
    Instant startedAt = Instant.now();
    AtomicInteger done = new AtomicInteger();
    ProgressLine progress =
        new ProgressLine(spec.commandLine().getErr(), "steps", MechanismEvidence.steps());
    MechanismEvidence evidence =
        MechanismEvidence.collect(
            draws, auditDraws, seed, () -> progress.done(done.incrementAndGet()));
    Report made = report(evidence, startedAt);
    report.write(made, spec.commandLine().getOut());
    return made.figures().stream().allMatch(figure -> Boolean.TRUE.equals(figure.met())) ? 0 : 1;
  }

  private Report report(MechanismEvidence evidence, Instant startedAt) {
    long held = evidence.checks().stream().filter(check -> check.findings().isEmpty()).count();
    long killed = evidence.mutants().stream().filter(Planted::killed).count();
    Audited weakest =
        evidence.audits().stream()
            .max(Comparator.comparingDouble(audit -> Math.abs(0.975 - audit.ratio())))
            .orElseThrow();
    double ratio = weakest.ratio();
    return new Report(
        "evaluate privacy",
        seed,
        startedAt,
        List.of(
            new Figure("privacy.conformance", (double) held / evidence.checks().size(), "share")
                .atLeast(1),
            new Figure(
                    "privacy.mutants_killed", (double) killed / evidence.mutants().size(), "share")
                .atLeast(1),
            new Figure("privacy.mu_ratio", ratio, "ratio").goal(0.95, ratio >= 0.95 && ratio <= 1)),
        Map.of(
            "checks", held + " of " + evidence.checks().size() + " hold",
            "planted defects", killed + " of " + evidence.mutants().size() + " found",
            "confidence of the audits", "99%"),
        List.of(checks(evidence), audits(evidence), mutants(evidence)));
  }

  private static Table checks(MechanismEvidence evidence) {
    return new Table(
        "checks",
        List.of("property", "result"),
        evidence.checks().stream().<List<?>>map(EvaluatePrivacyCommand::row).toList());
  }

  private static List<?> row(Checked check) {
    return List.of(
        check.property(),
        check.findings().isEmpty() ? "holds" : String.join("; ", check.findings()));
  }

  private static Table audits(MechanismEvidence evidence) {
    return new Table(
        "audits",
        List.of("cells", "value", "variance", "claimed_mu", "lower_bound_of_mu", "ratio"),
        evidence.audits().stream()
            .<List<?>>map(
                audit ->
                    List.of(
                        audit.cells(),
                        audit.value(),
                        audit.variance(),
                        audit.claimedMu(),
                        audit.lowerMu(),
                        audit.ratio()))
            .toList());
  }

  private static Table mutants(MechanismEvidence evidence) {
    return new Table(
        "planted defects",
        List.of("defect", "found"),
        evidence.mutants().stream()
            .<List<?>>map(mutant -> List.of(mutant.defect(), mutant.killed() ? "yes" : "NO"))
            .toList());
  }
}
