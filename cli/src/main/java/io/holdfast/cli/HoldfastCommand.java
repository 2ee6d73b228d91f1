package io.holdfast.cli;

import io.holdfast.cli.option.GlobalOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The line without a command: it only says how to go on. */
@Command(
    name = "holdfast",
    description = "Backups in restic's repository format.",
    commandListHeading = "%nCommands:%n",
    footer = {
      "A repository is a directory, rest:https://host/path or",
      "s3:https://host/bucket/path.",
      "Variables named HOLDFAST_... stand for the options above; RESTIC_... and AWS_... count,"
          + " too.",
      "",
      "Exit codes: 0 done, 1 failed, 2 wrong command line, 3 finished but incomplete,",
      "10 no such repository, 11 locked, 12 wrong password, 20 refused, 130 interrupted."
    })
final class HoldfastCommand {
  @Mixin private GlobalOptions options;

  HoldfastCommand(GlobalOptions options) {
    this.options = options;
  }

  GlobalOptions options() {
    return options;
  }
}
