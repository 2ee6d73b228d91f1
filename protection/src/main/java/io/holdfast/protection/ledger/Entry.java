package io.holdfast.protection.ledger;

import io.holdfast.protection.point.ContentId;

/**
 * A fact as it is written: its very text, which is what the hash is of.
 *
 * <p>The text may have been written by a newer program that says more than {@link #fact} holds; it
 * is kept as it is.
 */
public record Entry(Fact fact, String text, ContentId hash) {
  /** Bytes of a text, at most. */
  public static final int LARGEST = 1 << 20;

  /** An entry for a fact that was not written before. */
  static Entry of(Fact fact) {
    String text = FactText.write(fact);
    return new Entry(fact, text, Chain.hashOf(text));
  }

  /**
   * Reads the text of an entry.
   *
   * @throws MalformedFactException when it is none
   */
  public static Entry read(String text) throws MalformedFactException {
    return new Entry(FactText.read(text), text, Chain.hashOf(text));
  }
}
