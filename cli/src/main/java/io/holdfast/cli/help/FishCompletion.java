package io.holdfast.cli.help;

import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** What lets fish complete commands and options. */
final class FishCompletion {
  private FishCompletion() {}

  static String of(CommandLine root) {
    var script = new StringBuilder("complete -c holdfast -f\n");
    for (var command : root.getSubcommands().entrySet()) {
      if (!command.getValue().getCommandSpec().usageMessage().hidden()) {
        command(script, command, "__fish_use_subcommand");
      }
    }
    for (var option : root.getCommandSpec().options()) {
      option(script, option, "");
    }
    return script.toString();
  }

  private static void command(
      StringBuilder script, Map.Entry<String, CommandLine> command, String condition) {
    var name = command.getKey();
    script
        .append("complete -c holdfast -n '")
        .append(condition)
        .append("' -a ")
        .append(name)
        .append(" -d ")
        .append(quoted(first(command.getValue().getCommandSpec().usageMessage().description())))
        .append('\n');
    var within = "__fish_seen_subcommand_from " + name;
    for (var option : command.getValue().getCommandSpec().options()) {
      if (!option.inherited()) {
        option(script, option, " -n '" + within + "'");
      }
    }
    for (var inner : command.getValue().getSubcommands().entrySet()) {
      command(script, inner, within);
    }
  }

  private static void option(StringBuilder script, OptionSpec option, String condition) {
    script.append("complete -c holdfast").append(condition);
    for (var name : option.names()) {
      script.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.charAt(1));
    }
    if (option.arity().max() > 0) {
      script.append(" -r -F");
    }
    script.append(" -d ").append(quoted(first(option.description()))).append('\n');
  }

  private static String first(String[] lines) {
    return lines.length == 0 ? "" : lines[0].replace("%%", "%");
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
