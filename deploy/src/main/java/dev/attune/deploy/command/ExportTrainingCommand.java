package dev.attune.deploy.command;

import dev.attune.deploy.training.TrainingSetExport;
import dev.attune.deploy.training.TrainingSetRequest;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.IntConsumer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "export-training",
    description = "Simulates phones and writes what they do as a training set for models/training.")
final class ExportTrainingCommand implements Callable<Integer> {

  private static final int PROGRESS_STEPS = 20;

  @Option(
      names = "--users",
      defaultValue = "2000",
      paramLabel = "N",
      description = "How many users (default: ${DEFAULT-VALUE}).")
  private int users;

  @Option(
      names = "--days",
      defaultValue = "21",
      paramLabel = "D",
      description = "How many simulated days of each (default: ${DEFAULT-VALUE}).")
  private int days;

  @Option(
      names = "--seed",
      defaultValue = "" + TrainingSetRequest.FIRST_TRAINING_SEED,
      paramLabel = "S",
      description =
          "The simulation's seed; below 1000000 is for evaluation (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--offered",
      defaultValue = "0.5",
      paramLabel = "SHARE",
      description =
          "The share of users who are offered random items; 0 for evaluation (default: ${DEFAULT-VALUE}).")
  private double offered;

  @Option(
      names = "--samples-per-user",
      defaultValue = "200",
      paramLabel = "N",
      description = "The most ranking samples of one user (default: ${DEFAULT-VALUE}).")
  private int samples;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "The folder to write.")
  private Path out = Path.of("");

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    TrainingSetRequest request = request();
    PrintWriter err = spec.commandLine().getErr();
    IntConsumer progress =
        done -> {
          if (done * PROGRESS_STEPS / users != (done - 1) * PROGRESS_STEPS / users) {
            err.printf("%d of %d users%n", done, users);
            err.flush();
          }
        };
    new TrainingSetExport(request).run(progress);
    spec.commandLine().getOut().println("training set of " + users + " users written to " + out);
    return CommandLine.ExitCode.OK;
  }

  private TrainingSetRequest request() {
    try {
      return new TrainingSetRequest(
          users,
          days,
          seed,
          TrainingSetRequest.USUAL_START,
          offered,
          samples,
          TrainingSetRequest.USUAL_CANDIDATES,
          out);
    } catch (IllegalArgumentException e) {
      throw new CommandLine.ParameterException(spec.commandLine(), e.getMessage());
    }
  }
}
