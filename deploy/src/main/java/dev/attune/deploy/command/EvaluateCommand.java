package dev.attune.deploy.command;

import picocli.CommandLine.Command;

/** Each evaluation is a subcommand of its own. */
@Command(
    name = "evaluate",
    description = "Measures how good it is, as a report.",
    synopsisSubcommandLabel = "WHAT",
    subcommands = {
      EvaluateModelCommand.class,
      EvaluateLoopCommand.class,
      EvaluatePrivacyCommand.class,
      EvaluateSyntheticCommand.class,
      EvaluateDecisionsCommand.class
    })
final class EvaluateCommand {}
