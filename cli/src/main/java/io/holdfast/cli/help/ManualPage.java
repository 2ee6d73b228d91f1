package io.holdfast.cli.help;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The manual page of the program or of a command, for {@code man}, of the help's text. */
final class ManualPage {
  private final StringBuilder page = new StringBuilder();

  private ManualPage() {}

  static String of(CommandLine command) {
    var manual = new ManualPage();
    manual.write(command.getCommandSpec());
    return manual.page.toString();
  }

  private void write(CommandSpec spec) {
    var usage = spec.usageMessage();
    var name = spec.qualifiedName("-");
    line(".TH " + escaped(name.toUpperCase(Locale.ROOT)) + " 1");
    section("NAME");
    line(escaped(name) + " \\- " + escaped(usage.description()[0]));
    section("SYNOPSIS");
    line(".B " + escaped(spec.qualifiedName(" ")));
    line(
        "[OPTIONS]"
            + (spec.subcommands().isEmpty() ? "" : " COMMAND")
            + spec.positionalParameters().stream()
                .map(parameter -> " " + escaped(parameter.paramLabel()))
                .collect(joining()));
    section("DESCRIPTION");
    for (var text : usage.description()) {
      line(text.isEmpty() ? ".PP" : escaped(text));
    }
    spec.positionalParameters().forEach(this::parameter);
    section("OPTIONS");
    spec.options().stream().filter(option -> isOwn(spec, option)).forEach(this::option);
    if (spec.parent() != null) {
      line(".PP");
      line("The options of all commands are in holdfast(1).");
    }
    if (!spec.subcommands().isEmpty()) {
      section("COMMANDS");
      spec.subcommands().values().stream()
          .map(CommandLine::getCommandSpec)
          .filter(command -> !command.usageMessage().hidden())
          .forEach(command -> tagged(command.name(), command.usageMessage().description()));
    }
    if (usage.footer().length > 0) {
      section(spec.parent() == null ? "NOTES" : "EXAMPLES");
      line(".nf");
      Arrays.stream(usage.footer())
          .filter(text -> !text.equals("Examples:"))
          .forEach(text -> line(escaped(text)));
      line(".fi");
    }
  }

  private static boolean isOwn(CommandSpec spec, OptionSpec option) {
    return !option.hidden() && (spec.parent() == null || !option.inherited());
  }

  private void parameter(ArgSpec parameter) {
    tagged(parameter.paramLabel(), parameter.description());
  }

  private void option(OptionSpec option) {
    var names = String.join(", ", option.names());
    tagged(
        option.arity().max() > 0 ? names + " " + option.paramLabel() : names, option.description());
  }

  private void tagged(String tag, String[] text) {
    line(".TP");
    line(".B " + escaped(tag));
    line(escaped(String.join(" ", text)));
  }

  private void section(String heading) {
    line(".SH " + heading);
  }

  private void line(String text) {
    page.append(text).append('\n');
  }

  private static String escaped(String text) {
    var plain = text.replace("%%", "%").replace("\\", "\\e").replace("-", "\\-");
    return plain.startsWith(".") || plain.startsWith("'") ? "\\&" + plain : plain;
  }
}
