package io.holdfast.demo;

import java.io.PrintStream;
import java.time.Duration;

/** What the person sees: acts, commands, and claims with ok or FAILED; it counts the claims. */
final class Screen {
  private final PrintStream out;
  private final long start = System.nanoTime();
  private int held;
  private int failed;

  Screen(PrintStream out) {
    this.out = out;
  }

  /** Begins a new act. */
  void act(String title) {
    out.printf("%n== %s (%d s)%n", title, seconds());
  }

  void say(String line) {
    out.println("   " + line);
  }

  /** A command as it could be typed. */
  void command(String line) {
    out.println("   $ " + line);
  }

  /** Something that must be true, and the figures that show it or why it is not. */
  void claim(String what, boolean holds, String detail) {
    out.printf("%-6s %s%s%n", holds ? "ok" : "FAILED", what, detail.isEmpty() ? "" : ": " + detail);
    if (holds) {
      held++;
    } else {
      failed++;
    }
  }

  /** Prints the sum; true when every claim held, and there was one. */
  boolean finish() {
    out.printf("%ndemo: %d of %d claims hold (%d s)%n", held, held + failed, seconds());
    return failed == 0 && held > 0;
  }

  private long seconds() {
    return Duration.ofNanos(System.nanoTime() - start).toSeconds();
  }
}
