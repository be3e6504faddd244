package dev.attune.deploy.command;

import dev.attune.deploy.report.Figure;
import dev.attune.deploy.report.Report;
import dev.attune.deploy.training.PythonTrainer;
import dev.attune.deploy.training.TrainedRelease;
import dev.attune.deploy.training.TrainingSetRequest;
import dev.attune.models.release.signing.SigningKey;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    name = "train",
    description = {
      "Trains a model release: exports what to learn from, trains, verifies the release and measures it.",
      "Without --log or --from-topic it learns from simulated phones. What was stopped is continued by"
          + " the same command. Needs Python with PyTorch, see docs/training.md."
    })
final class TrainCommand implements Callable<Integer> {
  private static final Path RELEASES = Path.of("releases");
  private static final String KEY_VARIABLE = "ATTUNE_SIGNING_KEY";
  private static final int QUICK_USERS = 60;
  private static final int QUICK_DAYS = 7;

  @Spec private CommandSpec spec;
  @Mixin private TrainingDataOptions data;
  @Mixin private ReportOptions report;

  @Option(
      names = "--id",
      paramLabel = "ID",
      description =
          "The release's id. Default: the name of --out, else phones-[REGION-]DATE, such as phones-2026-11-22.")
  private @Nullable String id;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The release's folder, which must not be there yet. Default: releases/ID.")
  private @Nullable Path out;

  @Option(
      names = "--from",
      paramLabel = "CHECKPOINT",
      description =
          "Fine-tune the release whose training left this file, RELEASE.checkpoint.pt, such as for one --region.")
  private @Nullable Path from;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "How often all is learned from. Default: what suits.")
  private @Nullable Integer epochs;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description =
          "Threads of PyTorch (default: ${DEFAULT-VALUE}). The steps are small: a second thread"
              + " waits more than it works.")
  private int threads = 1;

  @Option(
      names = "--quick",
      description = "In a minute, with few users: to see that everything works, not to be used.")
  private boolean quick;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description =
          "Sign with this key, made by attune model key. Default: the file named in"
              + " ATTUNE_SIGNING_KEY; without any the release is not signed.")
  private @Nullable Path keyFile;

  @Option(names = "--keep-data", description = "Leave the training set beside the release.")
  private boolean keepData;

  @Override
  public Integer call() throws IOException {
    Instant startedAt = Instant.now();
    report.requireWritable();
    check();
    Path release = release();
    final Optional<SigningKey> key = key();
    WorkFolder work = WorkFolder.beside(release);
    PythonTrainer trainer = PythonTrainer.find(System.getenv());
    PrintWriter err = spec.commandLine().getErr();

    Instant begin = Instant.now();
    if (work.holds(data.describe())) {
      err.println("continuing with the training set in " + work.trainingSet());
    } else {
      work.begin();
      data.export(work.trainingSet(), err::println);
      work.finish(data.describe());
    }
    final Duration exported = Duration.between(begin, Instant.now());
    begin = Instant.now();
    trainer.run(arguments(work, release), err);
    final Duration trained = Duration.between(begin, Instant.now());

    TrainedRelease verified = TrainedRelease.verify(release, key);
    if (!keepData) {
      work.remove();
    }
    List<Figure> figures = new ArrayList<>();
    figures.add(new Figure("train.export", exported.toMillis() / 1000.0, "s"));
    figures.add(new Figure("train.train", trained.toMillis() / 1000.0, "s"));
    figures.addAll(verified.figures());
    Map<String, String> tables = new LinkedHashMap<>();
    tables.put("release", verified.id());
    tables.put("folder", release.toString());
    tables.put("data_class", verified.dataClass());
    tables.put("signed_by", key.map(one -> one.publicKey().name()).orElse("nobody"));
    PrintWriter printed = spec.commandLine().getOut();
    report.write(
        new Report("train", data.seed(), startedAt, figures, tables, List.of(verified.rankers())),
        printed);
    if (!report.json()) {
      next(release, key.isPresent()).forEach(printed::println);
    }
    return 0;
  }

  private void check() {
    data.check();
    if (quick) {
      data.simulateLess(QUICK_USERS, QUICK_DAYS);
    }
    if (!data.recorded() && data.seed() < TrainingSetRequest.FIRST_TRAINING_SEED) {
      throw new ParameterException(
          spec.commandLine(),
          "seeds below "
              + TrainingSetRequest.FIRST_TRAINING_SEED
              + " are for evaluation: a release must not be measured on users it has learned from");
    }
    if (epochs != null && epochs < 1 || threads < 1) {
      throw new ParameterException(spec.commandLine(), "--epochs and --threads are at least 1");
    }
    if (from != null) {
      Readable.require(from);
    }
  }

  private Path release() {
    String name = id;
    if (name == null) {
      name =
          out != null
              ? String.valueOf(out.toAbsolutePath().normalize().getFileName())
              : "phones-"
                  + (data.region().isEmpty() ? "" : data.region() + "-")
                  + LocalDate.now(ZoneOffset.UTC);
    }
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")) {
      throw new ParameterException(
          spec.commandLine(),
          "a release's id is up to 64 letters, digits, dots, dashes and underscores, not " + name);
    }
    id = name;
    Path folder = out != null ? out : RELEASES.resolve(name);
    if (folder.resolve("manifest.json").toFile().exists()) {
      throw new Failure(
          "There is a release in " + folder + " already: give another --id, or remove it.");
    }
    return folder;
  }

  private List<String> arguments(WorkFolder work, Path release) {
    List<String> arguments = new ArrayList<>(List.of("train"));
    add(arguments, "--data", work.trainingSet());
    add(arguments, "--out", release.toAbsolutePath());
    add(arguments, "--release-id", String.valueOf(id));
    add(arguments, "--checkpoint", work.checkpoint());
    add(arguments, "--keep", WorkFolder.kept(release));
    add(arguments, "--threads", threads);
    if (!data.region().isEmpty()) {
      add(arguments, "--region", data.region());
    }
    if (from != null) {
      add(arguments, "--from", from.toAbsolutePath());
    }
    if (epochs != null || quick) {
      add(arguments, "--epochs", epochs == null ? 1 : epochs);
    }
    arguments.add("--no-table");
    return arguments;
  }

  private static void add(List<String> arguments, String option, Object value) {
    arguments.add(option);
    arguments.add(value.toString());
  }

  private Optional<SigningKey> key() {
    String named = System.getenv().getOrDefault(KEY_VARIABLE, "");
    Path file = keyFile == null && !named.isEmpty() ? Path.of(named) : keyFile;
    return Optional.ofNullable(file).map(SigningKey::load);
  }

  private static List<String> next(Path release, boolean signed) {
    List<String> lines = new ArrayList<>(List.of("", "Next:"));
    String trust = signed ? " --trusted-keys FILE" : " --unsigned";
    lines.add("  attune evaluate model --release " + release + trust);
    if (!signed) {
      lines.add("  attune model sign --key FILE " + release);
    }
    lines.add("  attune model publish " + release + " --trusted-keys FILE");
    lines.add("docs/training.md says how to read the figures, and how to roll out.");
    return lines;
  }
}
