package dev.attune.deploy.command;

import dev.attune.deploy.cluster.StartupException;
import dev.attune.deploy.provision.ClusterException;
import dev.attune.deploy.training.TrainerException;
import dev.attune.device.replay.LogFormatException;
import dev.attune.models.release.ReleaseRefusedException;
import dev.attune.models.release.rollout.RolloutException;
import dev.attune.models.release.signing.KeyException;
import dev.attune.topology.app.InvalidConfigException;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The one place that decides how an error is told: a sentence, and never a stack trace unasked. */
public final class Problems {
  /** Exceptions whose message is a sentence for people. */
  private static final List<Class<? extends Exception>> SENTENCES =
      List.of(
          Failure.class,
          LogFormatException.class,
          ClusterException.class,
          KeyException.class,
          RolloutException.class,
          StartupException.class,
          TrainerException.class,
          dev.attune.topology.app.StartupException.class,
          InvalidConfigException.class);

  private Problems() {}

  /** Tells what is wrong with a command line; the exit code. */
  public static int badUse(ParameterException exception, String[] args) {
    CommandLine line = exception.getCommandLine();
    PrintWriter err = line.getErr();
    err.println(exception.getMessage());
    if (!UnmatchedArgumentException.printSuggestions(exception, err)) {
      err.println("See " + line.getCommandSpec().qualifiedName(" ") + " --help");
    }
    return CommandLine.ExitCode.USAGE;
  }

  /** Tells why a command failed; the exit code. */
  public static int failed(Exception exception, CommandLine line, boolean verbose) {
    PrintWriter err = line.getErr();
    err.println("attune: " + sentence(exception));
    if (verbose) {
      exception.printStackTrace(err);
    }
    return CommandLine.ExitCode.SOFTWARE;
  }

  private static String sentence(Exception exception) {
    Throwable cause = exception;
    while (cause != null) {
      for (Class<? extends Exception> type : SENTENCES) {
        if (type.isInstance(cause)) {
          return cause.getMessage();
        }
      }
      if (cause instanceof ReleaseRefusedException refused) {
        return "The release is refused (" + refused.reason() + "): " + refused.getMessage() + ".";
      }
      cause = cause.getCause();
    }
    String message = exception.getMessage() == null ? "" : ": " + exception.getMessage();
    return "Something unexpected happened ("
        + exception.getClass().getSimpleName()
        + message
        + "); --verbose shows where.";
  }
}
