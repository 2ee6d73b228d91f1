package io.holdfast.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the documents name is there: files that they link to, tests that they call as witnesses. */
final class DocumentsTest {
  private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#]+)[^)]*\\)");
  private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|IT|Contract))\\.(\\w+)`");
  private static final Pattern METHOD = Pattern.compile("void (\\w+)\\(");

  @SuppressWarnings("NullAway.Init") // set before any test runs
  private static Checkout house;

  @BeforeAll
  static void read() throws IOException {
    house = Checkout.ofThisProject();
  }

  @Test
  void every_link_leads_somewhere() throws IOException {
    var dead = new TreeMap<String, String>();
    for (var page : documents()) {
      LINK.matcher(Files.readString(page))
          .results()
          .map(link -> link.group(1))
          .filter(target -> !Files.exists(page.resolveSibling(target)))
          .forEach(target -> dead.put(target, name(page)));
    }

    assertThat(dead).isEmpty();
  }

  @Test
  void every_test_that_is_named_exists() throws IOException {
    var tests = tests();
    var missing = new TreeMap<String, String>();
    for (var page : documents()) {
      TEST.matcher(Files.readString(page))
          .results()
          .filter(named -> !tests.getOrDefault(named.group(1), Set.of()).contains(named.group(2)))
          .forEach(named -> missing.put(named.group(), name(page)));
    }

    assertThat(missing).isEmpty();
  }

  private static Map<String, Set<String>> tests() throws IOException {
    var tests = new TreeMap<String, Set<String>>();
    for (var source : house.sources()) {
      var methods = new HashSet<String>();
      METHOD
          .matcher(Files.readString(source))
          .results()
          .forEach(method -> methods.add(method.group(1)));
      tests.put(String.valueOf(source.getFileName()).replace(".java", ""), methods);
    }
    return tests;
  }

  private static List<Path> documents() throws IOException {
    var root = house.root();
    try (var below = Files.walk(root.resolve("docs"));
        var beside = Files.list(root)) {
      return Stream.concat(below, beside).filter(path -> path.toString().endsWith(".md")).toList();
    }
  }

  private static String name(Path page) {
    return house.root().relativize(page).toString();
  }
}
