package dev.attune.deploy.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "remove", description = "Erases a model release that nobody gets from the cluster.")
final class ModelRemoveCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private BoardOptions options;

  @Parameters(paramLabel = "ID", description = "The id of the release.")
  private String release;

  @Override
  public Integer call() {
    return options.run(
        board -> {
          board.remove(release);
          spec.commandLine().getOut().println("The release " + release + " is removed.");
          return 0;
        });
  }
}
