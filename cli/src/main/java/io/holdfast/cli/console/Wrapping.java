package io.holdfast.cli.console;

import java.util.ArrayList;
import java.util.List;

/** Sentences in narrow columns. */
public final class Wrapping {
  private Wrapping() {}

  /**
   * The words of a text, in at least one line.
   *
   * @param width how many characters a line has at most, unless one word alone is longer
   */
  public static List<String> lines(String text, int width) {
    List<String> lines = new ArrayList<>();
    var line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      } else if (!line.isEmpty()) {
        line.append(' ');
      }
      line.append(word);
    }
    lines.add(line.toString());
    return List.copyOf(lines);
  }
}
