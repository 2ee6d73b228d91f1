package io.holdfast.cli;

import picocli.CommandLine.Command;

/** The line without a command: it only says how to go on. */
@Command(
    name = "holdfast",
    description = "Backups in restic's repository format.",
    synopsisSubcommandLabel = "COMMAND")
final class HoldfastCommand {}
