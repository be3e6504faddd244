package dev.attune.bench.command;

import dev.attune.bench.pipeline.PipelineBench;
import dev.attune.bench.pipeline.PipelineSettings;
import dev.attune.bench.pipeline.PipelineSide;
import dev.attune.deploy.command.Failure;
import dev.attune.deploy.command.ReportOptions;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "pipeline",
    description = {
      "Runs whole pipelines over the same events on a broker of its own, in turns: Kafka",
      "Streams alone, Attune with and without its model, and what one would build first.",
      "Many minutes."
    })
final class BenchPipelineCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private ReportOptions report;

  @Option(names = "--rounds", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}.")
  private int rounds = 5;

  @Option(
      names = "--users",
      paramLabel = "N",
      description = "Simulated users. Default: ${DEFAULT-VALUE}.")
  private int users = 50_000;

  @Option(
      names = "--events",
      paramLabel = "N",
      description =
          "Events, of all users together; four in ten are to warm up. Default: ${DEFAULT-VALUE}.")
  private int events = 1_500_000;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Stream threads of a side. Default: one less than there are processors.")
  private int threads = Math.max(1, Runtime.getRuntime().availableProcessors() - 1);

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description =
          "How long a side is measured, and warmed up, at most. Default: ${DEFAULT-VALUE}.")
  private int seconds = 60;

  @Option(
      names = "--sides",
      paramLabel = "SIDE",
      split = ",",
      description =
          "Which take part: pass-through, bare, tuned, without-model, attune, counting, reencode."
              + " Default: all.")
  private @Nullable List<String> sides;

  @Option(
      names = "--profile",
      paramLabel = "FOLDER",
      description = "Write a Flight Recorder file of each run there; that costs some speed.")
  private @Nullable Path profile;

  @Option(names = "--seed", description = "Seed of the made-up events. Default: 7.")
  private long seed = 7;

  private static final int PARTITIONS = 4;
  private static final double WARM_UP = 0.4;

  @Override
  public Integer call() {
    report.requireWritable();
    if (rounds < 1 || users < 1 || events < 10 || threads < 1 || seconds < 1) {
      throw new Failure(
          "--rounds, --users, --threads and --seconds must be at least 1, --events at least 10.");
    }
    if (profile != null && !Files.isDirectory(profile)) {
      throw new Failure("There is no folder " + profile + ".");
    }
    PipelineSettings settings =
        new PipelineSettings(
            seed,
            chosen(),
            rounds,
            users,
            events,
            (int) (events * WARM_UP),
            threads,
            PARTITIONS,
            seconds,
            Optional.ofNullable(profile).map(Path::toAbsolutePath));
    PrintWriter out = spec.commandLine().getOut();
    report.write(new PipelineBench(settings, report.say(out)).run(), out);
    return 0;
  }

  private List<PipelineSide> chosen() {
    if (sides == null) {
      return List.of(PipelineSide.values());
    }
    List<PipelineSide> chosen = new ArrayList<>();
    for (String word : sides) {
      chosen.add(
          PipelineSide.of(word)
              .orElseThrow(
                  () ->
                      new Failure(
                          "There is no side "
                              + word
                              + "; there are "
                              + Arrays.stream(PipelineSide.values())
                                  .map(PipelineSide::word)
                                  .collect(Collectors.joining(", "))
                              + ".")));
    }
    return chosen;
  }
}
