package dev.attune.bench.command;

import dev.attune.bench.pipeline.PipelineBench;
import dev.attune.bench.pipeline.PipelineSide;
import dev.attune.deploy.command.ReportOptions;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
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
  @Mixin private RoundsOption rounds = new RoundsOption(5);
  @Mixin private CrowdOptions crowd = new CrowdOptions(50_000, 1_500_000, 60);
  @Mixin private ThreadsOption threads;
  @Mixin private ProfileOption recordings;

  @Option(
      names = "--sides",
      paramLabel = "SIDE",
      split = ",",
      description =
          "Which take part: pass-through, bare, tuned, without-model, attune, counting, reencode."
              + " Default: all.")
  private @Nullable List<String> sides;

  @Override
  public Integer call() {
    report.requireWritable();
    crowd.check();
    Optional<Path> folder = recordings.folder();
    List<PipelineSide> chosen =
        sides == null ? List.of(PipelineSide.values()) : sides.stream().map(SideNames::of).toList();
    PrintWriter out = spec.commandLine().getOut();
    PipelineBench bench =
        new PipelineBench(
            crowd.settings(chosen, rounds.count(), threads.count(), folder), report.say(out));
    report.write(bench.run(), out);
    return 0;
  }
}
