package io.holdfast.cli.backup;

import io.holdfast.cli.console.Console;
import io.holdfast.cli.console.StopException;
import io.holdfast.repository.backup.Source;
import io.holdfast.repository.file.BytePath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is backed up. */
final class SourceOptions {
  @Option(
      names = "--files-from",
      paramLabel = "FILE",
      description = "Read paths from a file, one per line; *, ? and [a-z] are expanded.")
  private List<String> lists = List.of();

  @Option(
      names = "--files-from-verbatim",
      paramLabel = "FILE",
      description = "Read paths from a file, one per line, as they are.")
  private List<String> verbatimLists = List.of();

  @Option(
      names = "--files-from-raw",
      paramLabel = "FILE",
      description = "Read paths from a file, each ended by a zero byte.")
  private List<String> rawLists = List.of();

  @Option(names = "--stdin", description = "Back up what comes from standard input.")
  private boolean stdin;

  @Option(
      names = "--stdin-from-command",
      description = "Back up what a command prints; without a snapshot when it fails.")
  private boolean fromCommand;

  @Option(
      names = "--stdin-filename",
      paramLabel = "NAME",
      description = "The name of that file in the snapshot (default: stdin).")
  private String filename = "stdin";

  @Parameters(
      arity = "0..*",
      paramLabel = "PATH",
      description = "A file or directory; with --stdin-from-command, the command.")
  private List<String> arguments = List.of();

  /** Whether standard input is what is backed up, or says what is. */
  boolean usesStandardInput() {
    return stdin || lists.contains("-") || verbatimLists.contains("-") || rawLists.contains("-");
  }

  Source source(Console console) throws IOException {
    if (stdin || fromCommand) {
      return stream(console);
    }
    var reader = new PathLists(console);
    var paths = new ArrayList<BytePath>();
    for (var list : lists) {
      paths.addAll(reader.expanded(list));
    }
    for (var list : verbatimLists) {
      paths.addAll(reader.verbatim(list));
    }
    for (var list : rawLists) {
      paths.addAll(reader.raw(list));
    }
    for (var argument : arguments) {
      paths.add(path(argument));
    }
    if (paths.isEmpty()) {
      throw StopException.usage("nothing to back up: name files or directories");
    }
    return new Source.Paths(paths);
  }

  private Source stream(Console console) throws StopException {
    if (!lists.isEmpty() || !verbatimLists.isEmpty() || !rawLists.isEmpty()) {
      throw StopException.usage("--stdin and lists of files cannot be used together");
    }
    if (fromCommand && arguments.isEmpty()) {
      throw StopException.usage("--stdin-from-command needs a command after the options");
    }
    if (!fromCommand && !arguments.isEmpty()) {
      throw StopException.usage("--stdin and paths cannot be used together");
    }
    var path = path(filename.startsWith("/") ? filename : "/" + filename).normalized();
    if (path.names().isEmpty()) {
      throw StopException.usage("--stdin-filename '%s' names no file".formatted(filename));
    }
    return new Source.Stream(
        path, fromCommand ? new CommandInput(arguments) : new StandardInput(console.in()));
  }

  private static BytePath path(String text) throws StopException {
    try {
      return BytePath.of(text);
    } catch (IllegalArgumentException invalid) {
      throw StopException.usage(String.valueOf(invalid.getMessage()));
    }
  }
}
