package io.holdfast.repository.select;

import io.holdfast.repository.file.BytePath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One pattern, as restic reads it; immutable.
 *
 * <p>It matches a path when it fits some components in a row, not only the last ones: {@code bar}
 * matches {@code /foo/bar/baz}. One that begins with {@code /} must fit from the root on. {@code
 * **} stands for any number of components.
 */
public final class Pattern {
  /** What one component must be. */
  private sealed interface Part {
    record Root() implements Part {}

    record AnyDepth() implements Part {}

    record Any() implements Part {}

    /** These bytes; not compared as a record, so that the array does no harm. */
    final class Literal implements Part {
      private final byte[] bytes;

      Literal(byte[] bytes) {
        this.bytes = bytes;
      }
    }

    record Matching(Glob glob) implements Part {}
  }

  private static final byte[] ANY_DEPTH = {'*', '*'};

  private final byte[] text;
  private final List<Part> parts;
  private final boolean negated;

  private Pattern(byte[] text, List<Part> parts, boolean negated) {
    this.text = text;
    this.parts = parts;
    this.negated = negated;
  }

  /**
   * Reads a pattern of at least one byte, without spaces around it taken off.
   *
   * @throws BadPatternException when its syntax is wrong; the message names it
   */
  public static Pattern parse(byte[] text) throws BadPatternException {
    return parse(text, text);
  }

  /** Reads {@code folded}, which stands for {@code text} where case does not matter. */
  static Pattern parse(byte[] text, byte[] folded) throws BadPatternException {
    boolean negated = folded.length > 0 && folded[0] == '!';
    byte[] positive = negated ? Arrays.copyOfRange(folded, 1, folded.length) : folded;
    try {
      List<Part> parts = new ArrayList<>();
      Components components = Components.of(clean(positive));
      for (int i = 0; i < components.size(); i++) {
        parts.add(part(components, i));
      }
      return new Pattern(text.clone(), List.copyOf(parts), negated);
    } catch (BadPatternException | IllegalArgumentException bad) {
      throw new BadPatternException(
          "the pattern '%s' cannot be used: %s".formatted(printable(text), bad.getMessage()));
    }
  }

  private static byte[] clean(byte[] pattern) {
    return pattern.length == 0 ? new byte[] {'.'} : BytePath.of(pattern).normalized().bytes();
  }

  private static Part part(Components pattern, int i) throws BadPatternException {
    if (pattern.isRoot(i)) {
      return new Part.Root();
    }
    byte[] bytes = Arrays.copyOfRange(pattern.path(), pattern.start(i), pattern.end(i));
    // The pattern "/" has an empty component after the root; to restic that is "**", too.
    if (bytes.length == 0 || Arrays.equals(bytes, ANY_DEPTH)) {
      return new Part.AnyDepth();
    }
    return Glob.isNeeded(bytes) ? new Part.Matching(Glob.parse(bytes)) : new Part.Literal(bytes);
  }

  /** Whether it takes back what patterns before it matched. */
  public boolean negated() {
    return negated;
  }

  /** Whether the path matches; a {@code !} in front does not count here. */
  public boolean matches(byte[] path) {
    return matches(Components.of(path));
  }

  /** Whether something below the path may match; true more often than necessary. */
  public boolean mayMatchBelow(byte[] path) {
    return mayMatchBelow(Components.of(path));
  }

  boolean matches(Components path) {
    return matches(parts, path, path.size());
  }

  boolean mayMatchBelow(Components path) {
    if (!(parts.getFirst() instanceof Part.Root)) {
      return true;
    }
    int depth = path.size();
    int free = anyDepth(parts);
    if (free >= 0) {
      depth = Math.min(depth, free);
    }
    return matches(parts.subList(0, Math.min(depth, parts.size())), path, depth);
  }

  private static int anyDepth(List<Part> parts) {
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i) instanceof Part.AnyDepth) {
        return i;
      }
    }
    return -1;
  }

  /** Whether the parts fit somewhere among the first {@code depth} components. */
  private static boolean matches(List<Part> parts, Components path, int depth) {
    int free = anyDepth(parts);
    if (free >= 0) {
      return matchesExpanded(parts, free, path, depth);
    }
    if (parts.isEmpty()) {
      return depth == 0;
    }
    int lowest = 0;
    int highest = depth - parts.size();
    if (parts.getFirst() instanceof Part.Root) {
      highest = Math.min(highest, 0);
    } else if (path.isAbsolute()) {
      lowest = 1;
    }
    for (int offset = highest; offset >= lowest; offset--) {
      if (fits(parts, path, offset)) {
        return true;
      }
    }
    return false;
  }

  /** Tries {@code **} as no component, as one, as two, up to as many as the path has room for. */
  private static boolean matchesExpanded(List<Part> parts, int free, Components path, int depth) {
    List<Part> expanded = new ArrayList<>(parts);
    expanded.remove(free);
    for (int i = 0; i <= depth - parts.size() + 1; i++) {
      if (i > 0) {
        expanded.add(free, new Part.Any());
      }
      if (matches(expanded, path, depth)) {
        return true;
      }
    }
    return false;
  }

  private static boolean fits(List<Part> parts, Components path, int offset) {
    // From the last one on: it differs most often.
    for (int i = parts.size() - 1; i >= 0; i--) {
      if (!fits(parts.get(i), path, offset + i)) {
        return false;
      }
    }
    return true;
  }

  private static boolean fits(Part part, Components path, int i) {
    int start = path.start(i);
    int end = path.end(i);
    return switch (part) {
      case Part.Root() -> path.isRoot(i);
      case Part.Any(), Part.AnyDepth() -> !path.isRoot(i);
      case Part.Literal literal ->
          !path.isRoot(i)
              && Arrays.equals(path.path(), start, end, literal.bytes, 0, literal.bytes.length);
      case Part.Matching(Glob glob) -> !path.isRoot(i) && glob.matches(path.path(), start, end);
    };
  }

  /** The pattern as the user wrote it, escaped where it is not text. */
  @Override
  public String toString() {
    return printable(text);
  }

  private static String printable(byte[] text) {
    byte[] shown = text.clone();
    for (int i = 0; i < shown.length; i++) {
      if (shown[i] == 0) {
        shown[i] = '?';
      }
    }
    return shown.length == 0 ? "" : BytePath.of(shown).toString();
  }
}
