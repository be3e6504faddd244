package dev.attune.deploy.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "model",
    description = "Signs, checks, publishes and rolls out releases of the usage model.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ModelListCommand.class,
      ModelVerifyCommand.class,
      ModelPublishCommand.class,
      ModelRolloutCommand.class,
      ModelRollbackCommand.class,
      ModelRemoveCommand.class,
      ModelKeyCommand.class,
      ModelSignCommand.class
    })
final class ModelCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    CommandLine line = spec.commandLine();
    throw new ParameterException(line, "Say what to do with a model release.");
  }
}
