package io.holdfast.repository.select;

import io.holdfast.repository.codec.GoText;
import java.util.ArrayList;
import java.util.List;

/**
 * A pattern for one component, as Go's {@code filepath.Match} takes it: {@code *}, {@code ?},
 * {@code [a-z]}, {@code [^a-z]}, and a backslash before what is meant literally.
 *
 * <p>A character is one of UTF-8, or one byte that is none. What stands between two stars is a
 * chunk; each is taken where it fits first, as in Go.
 */
public final class Glob {
  private static final int INVALID = 0xfffd;

  /** One character of a chunk. */
  private sealed interface Item {
    record Exactly(byte value) implements Item {}

    record Any() implements Item {}

    record OneOf(boolean negated, List<Range> ranges) implements Item {}
  }

  private record Range(int low, int high) {}

  private record Chunk(boolean star, List<Item> items) {}

  private final List<Chunk> chunks;

  private Glob(List<Chunk> chunks) {
    this.chunks = chunks;
  }

  /** Whether a component has to be matched as a pattern, not byte by byte. */
  public static boolean isNeeded(byte[] component) {
    for (byte b : component) {
      switch (b) {
        case '\\', '[', ']', '*', '?' -> {
          return true;
        }
        default -> {}
      }
    }
    return false;
  }

  /** Reads a pattern; the exception's message says what is wrong with it, without naming it. */
  public static Glob parse(byte[] pattern) throws BadPatternException {
    return new Glob(new Parser(pattern).chunks());
  }

  /** Whether a whole name matches. */
  public boolean matches(byte[] name) {
    return matches(name, 0, name.length);
  }

  /** Whether all the bytes from {@code start} to {@code end} match. */
  boolean matches(byte[] name, int start, int end) {
    int at = start;
    for (int i = 0; i < chunks.size(); i++) {
      Chunk chunk = chunks.get(i);
      boolean last = i == chunks.size() - 1;
      int found = -1;
      int latest = chunk.star ? end : at;
      for (int from = at; from <= latest && found < 0; from++) {
        int to = fit(chunk.items, name, from, end);
        if (to >= 0 && (!last || to == end)) {
          found = to;
        }
      }
      if (found < 0) {
        return false;
      }
      at = found;
    }
    return at == end;
  }

  /** Where the items end when they fit at {@code at}; else -1. */
  private static int fit(List<Item> items, byte[] name, int start, int end) {
    int at = start;
    if (items.isEmpty()) {
      return end;
    }
    for (Item item : items) {
      if (at >= end) {
        return -1;
      }
      switch (item) {
        case Item.Exactly(byte value) -> {
          if (name[at] != value) {
            return -1;
          }
          at++;
        }
        case Item.Any() -> at += length(name, at, end);
        case Item.OneOf(boolean negated, List<Range> ranges) -> {
          int length = length(name, at, end);
          int character = character(name, at, length);
          boolean among =
              ranges.stream().anyMatch(range -> range.low <= character && character <= range.high);
          if (among == negated) {
            return -1;
          }
          at += length;
        }
      }
    }
    return at;
  }

  private static int length(byte[] name, int at, int end) {
    int length = GoText.sequenceLength(name, at);
    return length == 0 || at + length > end ? 1 : length;
  }

  private static int character(byte[] name, int at, int length) {
    return length == 1 && name[at] < 0 ? INVALID : GoText.codePoint(name, at, length);
  }

  private static final class Parser {
    private final byte[] pattern;
    private int at;

    Parser(byte[] pattern) {
      this.pattern = pattern;
    }

    List<Chunk> chunks() throws BadPatternException {
      List<Chunk> chunks = new ArrayList<>();
      while (at < pattern.length) {
        boolean star = pattern[at] == '*';
        while (at < pattern.length && pattern[at] == '*') {
          at++;
        }
        List<Item> items = new ArrayList<>();
        while (at < pattern.length && pattern[at] != '*') {
          items.add(item());
        }
        chunks.add(new Chunk(star, List.copyOf(items)));
      }
      return List.copyOf(chunks);
    }

    private Item item() throws BadPatternException {
      byte b = pattern[at++];
      return switch (b) {
        case '?' -> new Item.Any();
        case '[' -> oneOf();
        case '\\' -> {
          require(at < pattern.length, "a backslash has nothing after it");
          yield new Item.Exactly(pattern[at++]);
        }
        default -> new Item.Exactly(b);
      };
    }

    private Item oneOf() throws BadPatternException {
      boolean negated = at < pattern.length && pattern[at] == '^';
      if (negated) {
        at++;
      }
      List<Range> ranges = new ArrayList<>();
      while (ranges.isEmpty() || pattern[at] != ']') {
        int low = bound();
        int high = low;
        if (pattern[at] == '-') {
          at++;
          high = bound();
        }
        ranges.add(new Range(low, high));
      }
      at++;
      return new Item.OneOf(negated, List.copyOf(ranges));
    }

    /** A character in brackets; after it there is at least one more byte. */
    private int bound() throws BadPatternException {
      require(at < pattern.length, "'[' has no ']'");
      require(
          pattern[at] != '-' && pattern[at] != ']',
          "in brackets, '-' and ']' must have a backslash in front where they mean themselves, and"
              + " something must stand there");
      if (pattern[at] == '\\') {
        at++;
        require(at < pattern.length, "a backslash has nothing after it");
      }
      int length = GoText.sequenceLength(pattern, at);
      require(length > 0, "in brackets there can be only UTF-8");
      int character = GoText.codePoint(pattern, at, length);
      at += length;
      require(at < pattern.length, "'[' has no ']'");
      return character;
    }

    private static void require(boolean met, String trouble) throws BadPatternException {
      if (!met) {
        throw new BadPatternException(trouble);
      }
    }
  }
}
