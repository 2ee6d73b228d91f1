package io.holdfast.cli.command;

import io.holdfast.cli.access.Context;
import io.holdfast.cli.console.Printable;
import io.holdfast.cli.console.StopException;
import java.io.IOException;

/** Asks before what cannot be taken back. */
final class Question {
  private Question() {}

  /**
   * Returns when {@code yes} was given, or a person agrees.
   *
   * @param deed what will happen, as a sentence without an end
   */
  static void ask(Context context, boolean yes, String deed) throws IOException {
    if (yes) {
      return;
    }
    var console = context.console();
    if (!console.screen().input()) {
      throw StopException.usage("%s: say --yes, for there is nobody to ask".formatted(deed));
    }
    console.err().print("holdfast: %s. Go on? [y/N] ".formatted(Printable.line(deed)));
    console.err().flush();
    int answer = console.in().read();
    if (answer != 'y' && answer != 'Y') {
      throw StopException.failed("nothing was changed");
    }
  }
}
