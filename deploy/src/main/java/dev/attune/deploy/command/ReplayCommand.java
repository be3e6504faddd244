package dev.attune.deploy.command;

import dev.attune.deploy.demo.Replay;
import dev.attune.deploy.demo.ReplaySettings;
import dev.attune.deploy.provision.Addresses;
import dev.attune.deploy.provision.Cluster;
import dev.attune.deploy.report.Report;
import dev.attune.device.replay.RecordedLog;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "replay",
    description = {
      "Sends a recorded log of phone usage through the pipeline and counts what became of it.",
      "Without addresses, on a broker, registry and application of its own, like the demo."
    })
final class ReplayCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ClusterOptions options;
  @Mixin private PipelineOptions pipeline;
  @Mixin private ReportOptions report;

  @ArgGroup(multiplicity = "1")
  private LogColumns columns;

  @Parameters(paramLabel = "FILE", description = "The log, with a header line.")
  private Path file;

  @Option(
      names = "--speed",
      paramLabel = "N",
      description = "So many times as fast as it was recorded. Default: as fast as possible.")
  private double speed = Double.POSITIVE_INFINITY;

  @Option(
      names = "--region",
      paramLabel = "REGION",
      description = "Where the log's users are taken to live. Default: ${DEFAULT-VALUE}.")
  private String region = "eu";

  @Option(
      names = "--application",
      paramLabel = "ID",
      description =
          "With addresses: the application.id there, to wait for at the end. Default:"
              + " ${DEFAULT-VALUE}.")
  private String application = "attune";

  @Override
  public Integer call() throws IOException {
    report.requireWritable();
    Optional<Addresses> given = options.given();
    ReplaySettings settings = settings();
    RecordedLog log = RecordedLog.load(Readable.require(file), columns.mapping());
    if (log.users().isEmpty()) {
      throw new Failure("There is no row in " + file + " that can be used.");
    }
    PrintWriter out = spec.commandLine().getOut();
    StopSignal stop = StopSignal.install();
    Replay replay = new Replay(log, settings, stop::stopped, report.say(out));
    report.write(
        given.isEmpty() ? replay.run(pipeline.settings()) : remote(replay, given.get()), out);
    return 0;
  }

  private Report remote(Replay replay, Addresses addresses) {
    try (Cluster cluster = Cluster.connect(addresses)) {
      return replay.run(cluster, application);
    }
  }

  private ReplaySettings settings() {
    try {
      return new ReplaySettings(String.valueOf(file.getFileName()), region, speed);
    } catch (IllegalArgumentException e) {
      throw new Failure(e.getMessage(), e);
    }
  }
}
