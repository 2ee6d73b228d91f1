package io.holdfast.schema.bind;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Which known name somebody most likely meant. */
public final class Nearest {
  private static final int LONGEST = 64;

  private Nearest() {}

  /** The nearest of the names, when it is near enough to be meant. */
  public static Optional<String> to(String text, Collection<String> names) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    var meant = text.toLowerCase(Locale.ROOT);
    var most = Math.max(1, text.length() / 3);
    return names.stream()
        .filter(name -> Math.abs(name.length() - text.length()) <= most)
        .min(
            Comparator.comparingInt((String name) -> distance(meant, name))
                .thenComparing(name -> name))
        .filter(name -> distance(meant, name) <= most);
  }

  /** {@code , did you mean "path"?}, or nothing. */
  public static String question(String text, Collection<String> names) {
    return to(text, names).map(", did you mean \"%s\"?"::formatted).orElse("");
  }

  /** Levenshtein's distance with exchanged neighbours, without regard to case. */
  private static int distance(String text, String name) {
    var other = name.toLowerCase(Locale.ROOT);
    var rows = new int[text.length() + 1][other.length() + 1];
    for (int i = 0; i <= text.length(); i++) {
      for (int j = 0; j <= other.length(); j++) {
        if (i == 0 || j == 0) {
          rows[i][j] = i + j;
          continue;
        }
        var same = text.charAt(i - 1) == other.charAt(j - 1);
        var least =
            Math.min(
                Math.min(rows[i - 1][j] + 1, rows[i][j - 1] + 1),
                rows[i - 1][j - 1] + (same ? 0 : 1));
        if (i > 1
            && j > 1
            && text.charAt(i - 1) == other.charAt(j - 2)
            && text.charAt(i - 2) == other.charAt(j - 1)) {
          least = Math.min(least, rows[i - 2][j - 2] + 1);
        }
        rows[i][j] = least;
      }
    }
    return rows[text.length()][other.length()];
  }
}
