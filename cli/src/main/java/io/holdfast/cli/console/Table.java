package io.holdfast.cli.console;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Rows under a heading; a cell of several lines takes several lines.
 *
 * <p>On a terminal the last column is cut to the width that is left, at its beginning, since the
 * ends of paths tell more. Elsewhere nothing is cut.
 */
public final class Table {
  private static final String GAP = "  ";
  private static final int LEAST = 12;

  private final List<String> headings;
  private final List<List<List<String>>> rows = new ArrayList<>();

  public Table(String... headings) {
    this.headings = List.of(headings);
  }

  /** Adds a row of one-line cells. */
  public void row(String... cells) {
    row(Arrays.stream(cells).map(List::of).toList());
  }

  /** Adds a row whose cells have any number of lines. */
  public void row(List<List<String>> cells) {
    rows.add(cells.stream().map(cell -> cell.stream().map(Printable::line).toList()).toList());
  }

  /** Prints it all and, below, {@code footer} unless it is empty. */
  public void print(Console console, String footer) {
    var widths = widths(console.screen());
    line(console.out(), headings, widths);
    var rule = "-".repeat(Arrays.stream(widths).sum() + GAP.length() * (widths.length - 1));
    console.out().println(rule);
    for (var row : rows) {
      int height = row.stream().mapToInt(List::size).max().orElse(0);
      for (int i = 0; i < height; i++) {
        int line = i;
        line(
            console.out(),
            row.stream().map(cell -> line < cell.size() ? cell.get(line) : "").toList(),
            widths);
      }
    }
    if (!footer.isEmpty()) {
      console.out().println(rule);
      console.out().println(footer);
    }
  }

  private int[] widths(Screen screen) {
    var widths = headings.stream().mapToInt(String::length).toArray();
    for (var row : rows) {
      for (int i = 0; i < widths.length; i++) {
        for (var line : row.get(i)) {
          widths[i] = Math.max(widths[i], line.codePointCount(0, line.length()));
        }
      }
    }
    if (screen.output()) {
      int last = widths.length - 1;
      int others = Arrays.stream(widths, 0, last).sum() + GAP.length() * last;
      widths[last] = Math.min(widths[last], Math.max(LEAST, screen.columns() - others));
    }
    return widths;
  }

  private static void line(PrintWriter out, List<String> cells, int[] widths) {
    var line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      line.append(i == 0 ? "" : GAP);
      var cell = cells.get(i);
      int length = cell.codePointCount(0, cell.length());
      if (length > widths[i]) {
        int from = cell.offsetByCodePoints(0, length - widths[i] + 1);
        line.append('…').append(cell, from, cell.length());
      } else {
        line.append(cell).append(" ".repeat(widths[i] - length));
      }
    }
    out.println(line.toString().stripTrailing());
  }
}
