package dev.attune.bench.command;

import dev.attune.bench.pipeline.PipelineBench;
import dev.attune.bench.pipeline.PipelineSide;
import dev.attune.bench.profile.FlightSummary;
import dev.attune.deploy.command.Failure;
import dev.attune.deploy.command.ReportOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
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
import picocli.CommandLine.Spec;

@Command(
    name = "profile",
    description = {
      "Says where the time of a side of `bench pipeline` goes and what it allocates, part by",
      "part, by the JDK's Flight Recorder. Some minutes."
    })
final class BenchProfileCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private ReportOptions report;
  @Mixin private CrowdOptions crowd = new CrowdOptions(50_000, 1_000_000, 60);
  @Mixin private ThreadsOption threads;

  @Option(
      names = "--side",
      paramLabel = "SIDE",
      description = "One of those of `bench pipeline`. Default: ${DEFAULT-VALUE}.")
  private String side = PipelineSide.ATTUNE.word();

  @Option(
      names = "--read",
      paramLabel = "FILE",
      description = "Run nothing; read a file that `bench pipeline --profile` has written.")
  private @Nullable Path file;

  @Override
  public Integer call() {
    report.requireWritable();
    PrintWriter out = spec.commandLine().getOut();
    if (file != null) {
      if (!Files.isRegularFile(file)) {
        throw new Failure("There is no file " + file + ".");
      }
      report.write(FlightSummary.of(file, crowd.seed(), Instant.now()), out);
      return 0;
    }
    PipelineSide chosen = SideNames.of(side);
    crowd.check();
    int count = threads.count();
    try {
      Instant startedAt = Instant.now();
      Path folder = Files.createTempDirectory("attune-profile");
      Path recording = PipelineBench.recording(folder, chosen, 0);
      try {
        new PipelineBench(
                crowd.settings(List.of(chosen), 1, count, Optional.of(folder)), report.say(out))
            .run();
        report.write(FlightSummary.of(recording, crowd.seed(), startedAt), out);
      } finally {
        Files.deleteIfExists(recording);
        Files.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return 0;
  }
}
