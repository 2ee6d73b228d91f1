package io.holdfast.cli.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Who is at the other end of the standard streams.
 *
 * @param input whether a person types there
 * @param output whether results go to a terminal
 * @param errors whether progress goes to a terminal
 * @param columns of the terminal
 * @param coloured whether colour is wanted there
 */
public record Screen(boolean input, boolean output, boolean errors, int columns, boolean coloured) {
  /** No terminal at all: a script, a timer, a container. */
  public static final Screen NONE = new Screen(false, false, false, 80, false);

  private static final int NARROWEST = 40;
  private static final int WIDEST = 1000;

  /** What this process was started with. */
  public static Screen ofProcess(Map<String, String> environment) {
    var output = isTerminal(1);
    return new Screen(
        isTerminal(0), output, isTerminal(2), columns(environment), output && colour(environment));
  }

  private static boolean colour(Map<String, String> environment) {
    return environment.getOrDefault("NO_COLOR", "").isEmpty()
        && !environment.getOrDefault("TERM", "dumb").equals("dumb");
  }

  private static int columns(Map<String, String> environment) {
    try {
      return Math.clamp(
          Integer.parseInt(environment.getOrDefault("COLUMNS", "80")), NARROWEST, WIDEST);
    } catch (NumberFormatException notANumber) {
      return 80;
    }
  }

  // The JDK only tells whether all streams together are a terminal, and takes long to say it.
  private static boolean isTerminal(int descriptor) {
    try {
      var target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
      return target.startsWith("/dev/pts/")
          || target.startsWith("/dev/tty")
          || target.equals("/dev/console");
    } catch (IOException | UnsupportedOperationException unknown) {
      return false;
    }
  }
}
