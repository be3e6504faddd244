package dev.attune.deploy.command;

import picocli.CommandLine.Command;

@Command(
    name = "export",
    description = "Writes what analysts work with to files.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = ExportSyntheticCommand.class)
final class ExportCommand {}
