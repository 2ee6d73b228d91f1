package io.holdfast.cli.help;

import static java.util.stream.Collectors.joining;

import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/** The help of a command: its own options alone, since those of all commands are everywhere. */
public final class CommandHelp extends Help {
  private final CommandSpec spec;

  private CommandHelp(CommandSpec spec, ColorScheme colours) {
    super(spec, colours);
    this.spec = spec;
  }

  /** Lets {@code root} and all commands below it print their help so. */
  public static CommandLine applyTo(CommandLine root) {
    return root.setHelpFactory(CommandHelp::new).setUsageHelpLongOptionsMaxWidth(28);
  }

  @Override
  public String synopsis(int headingLength) {
    var words = new StringBuilder(spec.qualifiedName(" "));
    words.append(spec.subcommands().isEmpty() ? " [OPTIONS]" : " [OPTIONS] COMMAND");
    var parameters =
        spec.positionalParameters().stream()
            .filter(parameter -> !parameter.hidden())
            .map(CommandHelp::synopsis)
            .collect(joining(" "));
    return words + (parameters.isEmpty() ? "" : " " + parameters) + System.lineSeparator();
  }

  private static String synopsis(ArgSpec parameter) {
    var arity = parameter.arity();
    var label = parameter.paramLabel() + (arity.max() > 1 ? "..." : "");
    return arity.min() == 0 ? "[" + label + "]" : label;
  }

  @Override
  public String optionList() {
    var own =
        spec.options().stream()
            .filter(option -> spec.parent() == null || !option.inherited())
            .toList();
    if (own.isEmpty()) {
      return "";
    }
    var options =
        optionListExcludingGroups(
            own,
            createDefaultLayout(),
            createShortOptionNameComparator(),
            parameterLabelRenderer());
    return "%nOptions:%n".formatted() + options;
  }

  @Override
  public String parameterList() {
    var parameters = super.parameterList();
    return parameters.isEmpty() ? "" : "%n".formatted() + parameters;
  }

  @Override
  public String commandList() {
    var commands = super.commandList();
    return commands.isEmpty() ? "" : commands;
  }

  @Override
  public String footer(Object... parameters) {
    var footer = super.footer(parameters);
    var examples = footer.isEmpty() ? "" : "%n".formatted() + footer;
    return spec.parent() == null
        ? examples
        : examples + "%nOptions of all commands, as --repo and --json: holdfast help%n".formatted();
  }
}
