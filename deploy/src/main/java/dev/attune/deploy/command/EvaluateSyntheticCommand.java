package dev.attune.deploy.command;

import dev.attune.deploy.evaluation.SyntheticReport;
import dev.attune.evaluate.synthetic.Measured;
import dev.attune.evaluate.synthetic.SyntheticRun;
import dev.attune.evaluate.synthetic.SyntheticSettings;
import dev.attune.models.onnx.OnnxUsageSampler;
import dev.attune.models.release.VerifiedRelease;
import dev.attune.models.session.ReleaseWriter;
import dev.attune.models.session.SessionWriter;
import dev.attune.topology.app.ModelReleases;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "synthetic",
    description = {
      "Compares made-up sessions with what simulated people do: days of cohorts are counted,",
      "bounded and summarized with noise as in the stream, and written from by the release and by",
      "what it has to beat."
    })
final class EvaluateSyntheticCommand implements Callable<Integer> {

  private static final int USER_DAYS = 10_000;

  @Spec private CommandSpec spec;
  @Mixin private ReportOptions report;

  @Option(
      names = "--seed",
      paramLabel = "S",
      split = ",",
      description = "Who the people are; several, as 5001,5002, give intervals. Default: 5001.")
  private List<Long> seeds = List.of(5001L);

  @Option(
      names = "--cohorts",
      paramLabel = "N",
      split = ",",
      description = "Users of a cohort. Default: ${DEFAULT-VALUE}.")
  private List<Integer> cohorts =
      List.of(SyntheticSettings.SMALL, 1_000, SyntheticSettings.COHORT, 100_000);

  @Option(
      names = "--epsilon",
      paramLabel = "E",
      split = ",",
      description = "Of one day, at delta 1e-9. Default: ${DEFAULT-VALUE}.")
  private List<String> epsilons = List.of("0.5", "1", "2", "4");

  @Option(
      names = "--draws",
      paramLabel = "N",
      description = "How often noise is drawn over each day. Default: ${DEFAULT-VALUE}.")
  private int draws = 2;

  @Option(
      names = "--sessions",
      paramLabel = "N",
      description = "Sessions that are written and compared. Default: ${DEFAULT-VALUE}.")
  private int sessions = 20_000;

  @Option(
      names = "--distinct",
      paramLabel = "N",
      description =
          "Users that are simulated at most; a larger cohort counts each several times. Default:"
              + " ${DEFAULT-VALUE}.")
  private int distinct = 10_000;

  @Option(
      names = "--region",
      paramLabel = "R",
      description = "Where they live: eu, na or apac. Default: ${DEFAULT-VALUE}.")
  private String region = "eu";

  @Option(
      names = "--shifted",
      description =
          "People unlike all that releases learn from: half of the categories swap their roles.")
  private boolean shifted;

  @Option(
      names = "--release",
      paramLabel = "RELEASE",
      description = "built-in, or the folder of a release that can write. Default: built-in.")
  private String release = "built-in";

  @Option(
      names = "--trusted-keys",
      paramLabel = "FILE",
      description = "Public keys whose model releases are trusted besides those of this build.")
  private @Nullable Path trustedKeys;

  @Override
  public Integer call() throws IOException {
    require(draws >= 1 && sessions >= 100, "--draws is at least 1, --sessions at least 100");
    require(distinct >= 10, "--distinct is at least 10");
    for (int users : cohorts) {
      require(
          users >= 10 && users % Math.min(users, distinct) == 0,
          "--cohorts are of 10 users or more, and multiples of --distinct if they are larger");
    }
    report.requireWritable();
    Instant startedAt = Instant.now();
    SyntheticSettings settings =
        new SyntheticSettings(
            seeds, epsilons, cohorts, draws, sessions, distinct, USER_DAYS, region, shifted);
    try (ModelReleases opened =
        ModelReleases.open(release, ModelReleases.trusted(Optional.ofNullable(trustedKeys)))) {
      VerifiedRelease verified =
          opened
              .verified()
              .filter(of -> of.sampler().isPresent())
              .orElseThrow(() -> new Failure("The release " + release + " can't write sessions."));
      OnnxUsageSampler sampler = OnnxUsageSampler.load(verified).orElseThrow();
      try (SessionWriter writer = new ReleaseWriter(opened.newModel(), sampler)) {
        List<Measured> measured =
            SyntheticRun.measure(settings, writer, spec.commandLine().getErr()::println);
        report.write(
            SyntheticReport.of(settings, opened.id(), measured, startedAt),
            spec.commandLine().getOut());
      }
    }
    return 0;
  }

  private void require(boolean holds, String sentence) {
    if (!holds) {
      throw new ParameterException(spec.commandLine(), sentence + ".");
    }
  }
}
