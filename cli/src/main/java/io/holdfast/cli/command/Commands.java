package io.holdfast.cli.command;

import io.holdfast.cli.access.Context;
import io.holdfast.cli.application.ApplicationCommand;
import io.holdfast.cli.application.ApplyCommand;
import io.holdfast.cli.application.ComplianceCommand;
import io.holdfast.cli.application.DeleteCommand;
import io.holdfast.cli.application.HoldCommand;
import io.holdfast.cli.application.PointCommand;
import io.holdfast.cli.application.PolicyCommand;
import io.holdfast.cli.application.RetentionCommand;
import io.holdfast.cli.application.RunCommand;
import io.holdfast.cli.backup.BackupCommand;
import io.holdfast.cli.browse.DiffCommand;
import io.holdfast.cli.browse.DumpCommand;
import io.holdfast.cli.browse.FindCommand;
import io.holdfast.cli.browse.LsCommand;
import io.holdfast.cli.browse.StatsCommand;
import io.holdfast.cli.console.ExitCode;
import io.holdfast.cli.doctor.DoctorCommand;
import io.holdfast.cli.doctor.SupportBundleCommand;
import io.holdfast.cli.help.CompletionCommand;
import io.holdfast.cli.help.HelpCommand;
import io.holdfast.cli.maintain.CheckCommand;
import io.holdfast.cli.maintain.ForgetCommand;
import io.holdfast.cli.maintain.PruneCommand;
import io.holdfast.cli.recovery.CatalogCommand;
import io.holdfast.cli.recovery.RecoveryKitCommand;
import io.holdfast.cli.restore.RestoreCommand;
import io.holdfast.cli.snapshot.SnapshotsCommand;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import picocli.CommandLine;

/** The list of all commands. */
public final class Commands {
  private final Context context;
  private final Function<List<String>, ExitCode> program;

  /**
   * @param program runs another command line
   */
  public Commands(Context context, Function<List<String>, ExitCode> program) {
    this.context = context;
    this.program = program;
  }

  /** What makes each command, in the order of the help. */
  public Map<String, Supplier<Object>> byName() {
    var commands = new LinkedHashMap<String, Supplier<Object>>();
    commands.put("init", () -> new InitCommand(context));
    commands.put("backup", () -> new BackupCommand(context));
    commands.put("snapshots", () -> new SnapshotsCommand(context));
    commands.put("ls", () -> new LsCommand(context));
    commands.put("find", () -> new FindCommand(context));
    commands.put("diff", () -> new DiffCommand(context));
    commands.put("stats", () -> new StatsCommand(context));
    commands.put("dump", () -> new DumpCommand(context));
    commands.put("restore", () -> new RestoreCommand(context));
    commands.put("check", () -> new CheckCommand(context));
    commands.put("forget", () -> new ForgetCommand(context));
    commands.put("prune", () -> new PruneCommand(context));
    commands.put("key", this::key);
    commands.put("unlock", () -> new UnlockCommand(context));
    commands.put("list", () -> new ListCommand(context));
    commands.put("cat", () -> new CatCommand(context));
    commands.put("apply", () -> new ApplyCommand(context));
    commands.put("delete", () -> new DeleteCommand(context));
    commands.put("application", () -> ApplicationCommand.withVerbs(context));
    commands.put("point", () -> PointCommand.withVerbs(context));
    commands.put("run", () -> RunCommand.withVerbs(context));
    commands.put("compliance", () -> new ComplianceCommand(context));
    commands.put("catalog", () -> CatalogCommand.withVerbs(context));
    commands.put("recovery-kit", () -> new RecoveryKitCommand(context));
    commands.put("server", ServerCommand::new);
    commands.put("support-bundle", () -> new SupportBundleCommand(context));
    commands.put("retention", () -> RetentionCommand.withVerbs(context));
    commands.put("hold", () -> HoldCommand.withVerbs(context));
    commands.put("policy", () -> PolicyCommand.withVerbs(context));
    commands.put("doctor", () -> new DoctorCommand(context));
    commands.put("completion", () -> new CompletionCommand(context));
    commands.put("version", () -> new VersionCommand(context));
    commands.put("train", () -> new TrainingCommand(program));
    commands.put("help", HelpCommand::new);
    return commands;
  }

  private CommandLine key() {
    return new CommandLine(new KeyCommand(context))
        .addSubcommand("list", new KeyListCommand(context))
        .addSubcommand("add", new KeyAddCommand(context))
        .addSubcommand("remove", new KeyRemoveCommand(context))
        .addSubcommand("passwd", new KeyPasswdCommand(context));
  }
}
