package io.holdfast.cli;

import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Finds the word that somebody mistyped where what follows from it is told first.
 *
 * <p>A word that is no command is passed over, and the next that is one taken for the command: of
 * {@code aplication list}, a parameter of {@code list} would be missing.
 */
final class Misspelt {
  private Misspelt() {}

  /**
   * What to say.
   *
   * @param given what the line failed by
   * @param whole the program with all its commands, of which the line needed only some
   */
  static ParameterException in(ParameterException given, Supplier<CommandLine> whole) {
    var line = given.getCommandLine();
    var root = line;
    while (root.getParent() != null) {
      root = root.getParent();
    }
    var words = unmatched(root).takeWhile(word -> !word.startsWith("-")).toList();
    if (!words.isEmpty()) {
      return new UnmatchedArgumentException(whole.get(), words);
    }
    var options = unmatched(line).filter(word -> word.startsWith("-")).toList();
    return given instanceof MissingParameterException && !options.isEmpty()
        ? new UnmatchedArgumentException(line, options)
        : given;
  }

  private static Stream<String> unmatched(CommandLine line) {
    return line.getUnmatchedArguments().stream();
  }
}
