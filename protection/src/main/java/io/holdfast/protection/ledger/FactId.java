package io.holdfast.protection.ledger;

import io.holdfast.schema.annotation.AsText;

/**
 * Where a fact stands.
 *
 * @param sequence its number in the writer's chain, from 1
 */
@AsText(expected = "line:writer:number")
public record FactId(LedgerLine line, WriterId writer, long sequence)
    implements Comparable<FactId> {
  public FactId {
    if (sequence < 1) {
      throw new IllegalArgumentException("facts are numbered from 1, not " + sequence);
    }
  }

  /** Reads {@code main/shop:0123456789abcdef:17}. */
  public static FactId parse(String text) {
    String[] parts = text.split(":", -1);
    if (parts.length != 3 || !parts[2].matches("[1-9][0-9]{0,17}")) {
      throw new IllegalArgumentException(
          "'%s' is no fact: expected line:writer:number".formatted(text));
    }
    return new FactId(
        LedgerLine.parse(parts[0]), WriterId.parse(parts[1]), Long.parseLong(parts[2]));
  }

  /** Reads {@code 0123456789abcdef:17}, a fact of a line that is known. */
  public static FactId parse(LedgerLine line, String text) {
    return parse(line + ":" + text);
  }

  /** The text of it for whoever knows the line. */
  public String inLine() {
    return "%s:%d".formatted(writer, sequence);
  }

  @Override
  public int compareTo(FactId other) {
    int order = line.compareTo(other.line);
    if (order == 0) {
      order = writer.compareTo(other.writer);
    }
    return order != 0 ? order : Long.compare(sequence, other.sequence);
  }

  @Override
  public String toString() {
    return "%s:%s".formatted(line, inLine());
  }
}
