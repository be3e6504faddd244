package dev.attune.deploy.command;

import dev.attune.deploy.cluster.LocalRegistry;
import dev.attune.deploy.erasure.ErasureResult;
import dev.attune.deploy.erasure.ErasureTrial;
import dev.attune.deploy.evaluation.PrivacyAttacks;
import dev.attune.deploy.evaluation.PrivacyTables;
import dev.attune.deploy.report.Figure;
import dev.attune.deploy.report.Report;
import dev.attune.deploy.report.Table;
import dev.attune.evaluate.attack.AttackSettings;
import dev.attune.evaluate.privacy.MechanismEvidence;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
      "checks must find. Then attacks what is published of simulated users, and looks on a broker of",
      "its own for what is left of somebody who was erased."
    })
final class EvaluatePrivacyCommand implements Callable<Integer> {

  private static final int FEWEST = 1_000;
  private static final int FEWEST_ATTACKS = 100;

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
      names = "--attacks",
      paramLabel = "N",
      description =
          "Attacks of each kind on what is published of simulated users; 0 leaves them out. Default:"
              + " ${DEFAULT-VALUE}.")
  private int attacks = 40_000;

  @Option(
      names = "--no-broker",
      description = "Leave out what needs a broker: the search for what is left after an erasure.")
  private boolean noBroker;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Of the bits that are drawn with, and of the users. Default: ${DEFAULT-VALUE}.")
  private long seed = 5001;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (draws < FEWEST || auditDraws < FEWEST || (attacks != 0 && attacks < FEWEST_ATTACKS)) {
      throw new ParameterException(
          spec.commandLine(),
          "--draws and --audit-draws are at least "
              + FEWEST
              + ", --attacks 0 or at least "
              + FEWEST_ATTACKS);
    }
    report.requireWritable();
    if (!noBroker) {
      LocalRegistry.requireProgram();
    }
    Report made = made(Instant.now());
    report.write(made, spec.commandLine().getOut());
    return made.figures().stream().allMatch(figure -> Boolean.TRUE.equals(figure.met())) ? 0 : 1;
  }

  private Report made(Instant startedAt) throws IOException, InterruptedException {
    AttackSettings settings = AttackSettings.of(seed, Math.max(attacks, FEWEST_ATTACKS));
    int steps =
        MechanismEvidence.steps()
            + (attacks == 0 ? 0 : PrivacyAttacks.steps(settings))
            + (noBroker ? 0 : 1);
    AtomicInteger done = new AtomicInteger();
    ProgressLine progress = new ProgressLine(spec.commandLine().getErr(), "steps", steps);
    Runnable step = () -> progress.done(done.incrementAndGet());

    // First, as it can fail for reasons that have nothing to do with what takes an hour.
    Optional<ErasureResult> erasure = noBroker ? Optional.empty() : Optional.of(ErasureTrial.run());
    erasure.ifPresent(trial -> step.run());
    MechanismEvidence evidence = MechanismEvidence.collect(draws, auditDraws, seed, step);
    List<Figure> figures = new ArrayList<>(PrivacyTables.figures(evidence));
    List<Table> tables = new ArrayList<>(PrivacyTables.tables(evidence));
    Map<String, String> about = new LinkedHashMap<>();
    about.put("confidence of the audits", "99%");
    if (attacks > 0) {
      PrivacyAttacks attacked = PrivacyAttacks.collect(settings, step);
      figures.addAll(PrivacyTables.figures(attacked.shipped(), attacked.leak()));
      tables.addAll(PrivacyTables.tables(attacked.all()));
      about.put(
          "attacked",
          settings.releases()
              + " pairs of releases of "
              + settings.users()
              + " simulated users each, who are held out of the other; membership: "
              + settings.shadows()
              + " releases, "
              + settings.canaries()
              + " canaries");
    }
    erasure.map(PrivacyTables::figures).ifPresent(figures::addAll);
    erasure.map(PrivacyTables::tables).ifPresent(tables::addAll);
    return new Report("evaluate privacy", seed, startedAt, figures, about, tables);
  }
}
