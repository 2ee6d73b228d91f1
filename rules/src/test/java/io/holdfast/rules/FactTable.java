package io.holdfast.rules;

import static java.util.stream.Collectors.toMap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** The table of the format's facts in the documentation, held against the tests it names. */
final class FactTable {
  static final int FACTS = 40;

  private static final Pattern ROW = Pattern.compile("(?m)^\\| (F\\d+) \\|.*\\| ([^|]*) \\|$");
  private static final Pattern NAMED = Pattern.compile("`([A-Z]\\w*(?:\\.\\w+)?)`");

  /** An annotation, whatever else stands before the method or class, and the name of that. */
  private static final Pattern MARKED =
      Pattern.compile(
          "@Fact\\(([^)]*)\\)(?:\\s*(?:@\\w+(?:\\((?:[^()]|\\([^()]*\\))*\\))?|//[^\\n]*))*"
              + "\\s*(?:public |final |static |abstract )*(?:void (\\w+)|class \\w+)");

  private static final Pattern NUMBER = Pattern.compile("F\\d+");

  private final String text;
  private final Map<String, Set<String>> marked;

  /**
   * @param text the page with the table
   * @param marked the facts that each test carries, by {@code Class} or {@code Class.method}
   */
  FactTable(String text, Map<String, Set<String>> marked) {
    this.text = text;
    this.marked = Map.copyOf(marked);
  }

  static FactTable read(Checkout checkout) throws IOException {
    var marked = new LinkedHashMap<String, Set<String>>();
    for (var source : checkout.sources()) {
      marked.putAll(marks(className(source), Files.readString(source)));
    }
    return new FactTable(Files.readString(checkout.root().resolve("docs/format.md")), marked);
  }

  private static String className(Path source) {
    return String.valueOf(source.getFileName()).replace(".java", "");
  }

  /** The facts that the tests of one source carry. */
  static Map<String, Set<String>> marks(String className, String source) {
    return MARKED
        .matcher(source)
        .results()
        .collect(
            toMap(
                mark ->
                    mark.group(2) == null ? className : "%s.%s".formatted(className, mark.group(2)),
                mark -> Set.copyOf(numbers(mark.group(1))),
                (first, second) -> {
                  var both = new TreeSet<>(first);
                  both.addAll(second);
                  return both;
                }));
  }

  private static List<String> numbers(String list) {
    return NUMBER.matcher(list).results().map(MatchResult::group).toList();
  }

  /** What is wrong with the table; each line says what to do. */
  List<String> faults() {
    var faults = new ArrayList<String>();
    var rows = new LinkedHashMap<String, String>();
    ROW.matcher(text)
        .results()
        .forEach(row -> {
          if (rows.put(row.group(1), row.group(2)) != null) {
            faults.add("%s has two rows".formatted(row.group(1)));
          }
        });
    IntStream.rangeClosed(1, FACTS)
        .mapToObj(number -> "F" + number)
        .filter(fact -> !rows.containsKey(fact))
        .forEach(fact -> faults.add("%s has no row".formatted(fact)));
    rows.forEach((fact, shown) -> faults.addAll(faults(fact, shown)));
    return faults;
  }

  private List<String> faults(String fact, String shown) {
    var tests = NAMED.matcher(shown).results().map(named -> named.group(1)).toList();
    if (tests.isEmpty()) {
      return shown.startsWith("none: ")
          ? List.of()
          : List.of("%s names no test, and no reason after 'none: '".formatted(fact));
    }
    return tests.stream()
        .filter(test -> !marked.getOrDefault(test, Set.of()).contains(fact))
        .map(test ->
            "%s names %s, but there is no such test with @Fact(\"%s\")".formatted(fact, test, fact))
        .toList();
  }
}
