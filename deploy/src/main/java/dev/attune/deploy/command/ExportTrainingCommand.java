package dev.attune.deploy.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "export-training",
    description = {
      "Writes a training set for models/training: what simulated phones do, or what was recorded.",
      "attune train does this and the rest in one command."
    })
final class ExportTrainingCommand implements Callable<Integer> {

  @Mixin private TrainingDataOptions data;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "The folder to write.")
  private Path out = Path.of("");

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    data.export(
        out,
        line -> {
          err.println(line);
          err.flush();
        });
    spec.commandLine().getOut().println("training set written to " + out);
    return CommandLine.ExitCode.OK;
  }
}
