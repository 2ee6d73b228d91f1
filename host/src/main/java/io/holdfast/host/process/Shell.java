package io.holdfast.host.process;

import java.util.List;

/** Words of a command line as a POSIX shell reads them. */
public final class Shell {
  private Shell() {}

  /** One word, in single quotes: nothing in it is expanded. */
  public static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }

  /** Several words. */
  public static String quoted(List<String> words) {
    return String.join(" ", words.stream().map(Shell::quoted).toList());
  }
}
