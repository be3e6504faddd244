package dev.attune.deploy.command;

import dev.attune.deploy.release.RolloutText;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "rollback",
    description = {
      "Takes a model release back: its users get what everyone gets or, if it was that, what"
          + " everyone got before.",
      "It can't be rolled out again by mistake."
    })
final class ModelRollbackCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private BoardOptions options;

  @Parameters(
      paramLabel = "ID",
      arity = "0..1",
      description = "The id of the release. Default: the one that has a share, else everyone's.")
  private @Nullable String release;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "Why, for those who see it later. Default: ${DEFAULT-VALUE}.")
  private String reason = "taken back by hand";

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    return options.run(
        board -> {
          String before = RolloutText.of(board.rollout());
          String taken = release == null ? board.latest() : release;
          String after = RolloutText.of(board.rollBack(taken, reason));
          out.println("The release " + taken + " is taken back: " + reason + ".");
          out.println("before  " + before);
          out.println("after   " + after);
          return 0;
        });
  }
}
