package io.holdfast.cli;

import java.util.ArrayList;
import java.util.List;

/** Cuts a command line into words as a shell does, as far as the scripts need it. */
final class Words {
  private Words() {}

  static List<String> of(String line) {
    var words = new ArrayList<String>();
    var word = new StringBuilder();
    boolean begun = false;
    char quote = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quote != 0) {
        if (c == quote) {
          quote = 0;
        } else {
          word.append(c);
        }
      } else if (c == ' ') {
        if (begun) {
          words.add(word.toString());
        }
        word.setLength(0);
        begun = false;
      } else {
        begun = true;
        if (c == '\'' || c == '"') {
          quote = c;
        } else {
          word.append(c);
        }
      }
    }
    if (begun) {
      words.add(word.toString());
    }
    return words;
  }
}
