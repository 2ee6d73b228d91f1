package io.holdfast.cli.console;

import io.holdfast.repository.file.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.IntSupplier;

/**
 * Who is at the other end of the standard streams.
 *
 * @param input whether a person types there
 * @param output whether results go to a terminal
 * @param errors whether progress goes to a terminal
 * @param width of the terminal, asked for anew each time, since windows change their size
 */
public record Screen(boolean input, boolean output, boolean errors, IntSupplier width) {
  private static final int USUAL = 80;

  /** No terminal at all: a script, a timer, a container. */
  public static final Screen NONE = new Screen(false, false, false, () -> USUAL);

  private static final int NARROWEST = 20;
  private static final int WIDEST = 1000;

  /** What this process was started with. */
  public static Screen ofProcess(Map<String, String> environment) {
    var output = isTerminal(1);
    var terminal = new Terminal(output ? 1 : 2);
    return new Screen(
        isTerminal(0),
        output,
        isTerminal(2),
        () -> terminal.columns().orElseGet(() -> columns(environment)));
  }

  /** How many characters fit in a line. */
  public int columns() {
    return Math.clamp(width.getAsInt(), NARROWEST, WIDEST);
  }

  private static int columns(Map<String, String> environment) {
    try {
      return Integer.parseInt(environment.getOrDefault("COLUMNS", ""));
    } catch (NumberFormatException notANumber) {
      return USUAL;
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
