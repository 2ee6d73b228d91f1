package io.holdfast.schema.document;

import java.util.List;
import java.util.Optional;

/** A value of a document, with the place where it begins. */
public sealed interface Node {
  Position position();

  record Text(Position position, String value) implements Node {}

  /**
   * A number as it is written, in JSON's notation.
   *
   * @param digits never reckoned with before a shape says what fits
   */
  record Numeral(Position position, String digits) implements Node {}

  record Flag(Position position, boolean value) implements Node {}

  /** JSON's and YAML's null. */
  record Nothing(Position position) implements Node {}

  record Items(Position position, List<Node> items) implements Node {
    public Items {
      items = List.copyOf(items);
    }
  }

  /** Entries in the order of the text; no key comes twice. */
  record Entries(Position position, List<Entry> entries) implements Node {
    public Entries {
      entries = List.copyOf(entries);
    }

    public Optional<Node> value(String key) {
      return entries.stream().filter(entry -> entry.key.equals(key)).findFirst().map(Entry::value);
    }
  }

  /**
   * A key with its value.
   *
   * @param position where the key begins
   */
  record Entry(Position position, String key, Node value) {}

  static Node text(String value) {
    return new Text(Position.NONE, value);
  }

  static Node numeral(long value) {
    return new Numeral(Position.NONE, Long.toString(value));
  }

  static Node flag(boolean value) {
    return new Flag(Position.NONE, value);
  }

  static Node items(List<? extends Node> items) {
    return new Items(Position.NONE, List.copyOf(items));
  }

  static Node entries(List<Entry> entries) {
    return new Entries(Position.NONE, entries);
  }

  static Entry entry(String key, Node value) {
    return new Entry(Position.NONE, key, value);
  }
}
