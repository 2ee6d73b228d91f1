package io.holdfast.rules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The rules that only the source text shows; each returns the places that break it. */
final class SourceRules {
  static final int LONG_FILE = 300;
  static final int TOO_LONG_FILE = 500;

  private static final Pattern WIDE_CATCH =
      Pattern.compile("catch \\([^)]*\\b(Exception|Throwable|RuntimeException|Error)\\b");

  private static final Pattern UNFINISHED = Pattern.compile("\\b(TODO|FIXME|XXX)\\b");

  private static final Pattern METHOD_HANDLE_CALL = Pattern.compile("\\.invoke(Exact)?\\(");

  private static final int METHOD_HANDLE_REACH = 8;

  private final Checkout checkout;

  SourceRules(Checkout checkout) {
    this.checkout = checkout;
  }

  List<String> filesLongerThan(int lines) throws IOException {
    var places = new ArrayList<String>();
    for (var source : checkout.sources()) {
      var length = Files.readAllLines(source).size();
      if (length > lines) {
        places.add("%s: %d lines".formatted(name(source), length));
      }
    }
    return places;
  }

  /**
   * A catch of everything hides defects, so the line before it or after it says why it is right.
   */
  List<String> unexplainedWideCatches() throws IOException {
    var places = new ArrayList<String>();
    for (var source : checkout.sources()) {
      var lines = Files.readAllLines(source);
      for (int i = 0; i < lines.size(); i++) {
        if (WIDE_CATCH.matcher(lines.get(i)).find() && !isExplained(lines, i)) {
          places.add("%s:%d: %s".formatted(name(source), i + 1, lines.get(i).strip()));
        }
      }
    }
    return places;
  }

  private static boolean isExplained(List<String> lines, int line) {
    return lines.subList(Math.max(0, line - 1), Math.min(lines.size(), line + 2)).stream()
            .anyMatch(text -> text.contains("// "))
        || lines.subList(Math.max(0, line - METHOD_HANDLE_REACH), line).stream()
            .anyMatch(text -> METHOD_HANDLE_CALL.matcher(text).find());
  }

  List<String> unfinishedPlaces() throws IOException {
    var places = new ArrayList<String>();
    for (var source : checkout.sources()) {
      var lines = Files.readAllLines(source);
      for (int i = 0; i < lines.size(); i++) {
        if (UNFINISHED.matcher(lines.get(i)).find()) {
          places.add("%s:%d: %s".formatted(name(source), i + 1, lines.get(i).strip()));
        }
      }
    }
    return places;
  }

  private String name(Path source) {
    return checkout.root().relativize(source).toString();
  }
}
