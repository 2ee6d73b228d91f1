package io.holdfast.host.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.holdfast.repository.select.BadPatternException;
import io.holdfast.repository.select.PatternList;
import io.holdfast.repository.select.Rules;
import io.holdfast.repository.select.Selection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * What of a volume is left out: by its owner's patterns, and by what its hook says must not be
 * copied.
 *
 * <p>The two do not know of each other, so that no {@code !} of the owner brings back what would
 * keep a database from starting.
 *
 * @param owner in the order that counts
 * @param hook paths and names
 */
record Excluded(List<String> owner, List<String> hook) {
  static final Excluded NOTHING = new Excluded(List.of(), List.of());

  Excluded {
    owner = List.copyOf(owner);
    hook = List.copyOf(hook);
  }

  /** Of patterns in order, those that leave out only what others do as well. */
  static List<String> inBoth(List<String> some, List<String> others) {
    if (some.stream().anyMatch(pattern -> pattern.startsWith("!"))) {
      return others.containsAll(some) ? some : List.of();
    }
    return some.stream().filter(others::contains).toList();
  }

  List<String> texts() {
    return Stream.concat(owner.stream(), hook.stream()).toList();
  }

  Rules rules() throws IOException {
    return new Rules(
        Stream.of(list(owner), list(hook)).filter(list -> !list.isEmpty()).toList(),
        List.of(),
        OptionalLong.empty(),
        false);
  }

  /** Whether the directory at a path below the volume, such as {@code /a/b}, is left out. */
  boolean covers(String path) throws IOException {
    for (List<String> patterns : List.of(owner, hook)) {
      PatternList list = list(patterns);
      for (int end = path.length(); end > 0; end = path.lastIndexOf('/', end - 1)) {
        if (list.matches(path.substring(0, end).getBytes(UTF_8))) {
          return true;
        }
      }
    }
    return false;
  }

  /** All but what is left out. */
  Selection rest() throws IOException {
    List<PatternList> lists = new ArrayList<>();
    for (List<String> patterns : List.of(owner, hook)) {
      lists.add(list(patterns));
    }
    return new Selection.Excluding(lists.stream().filter(list -> !list.isEmpty()).toList());
  }

  /** Patterns in order, as they are declared or asked for. */
  static PatternList list(List<String> texts) throws IOException {
    try {
      return PatternList.of(texts.toArray(String[]::new));
    } catch (BadPatternException malformed) {
      throw new IOException(String.valueOf(malformed.getMessage()), malformed);
    }
  }
}
