package io.holdfast.protection.ledger;

import io.holdfast.schema.annotation.AsText;
import java.util.regex.Pattern;

/**
 * Who writes a chain: the first 16 hexadecimal digits of the SHA-256 of the writer's public key.
 */
@AsText(expected = "16 lower-case hexadecimal digits")
public record WriterId(String text) implements Comparable<WriterId> {
  static final int DIGITS = 16;

  private static final Pattern SHAPE = Pattern.compile("[0-9a-f]{16}");

  /**
   * @throws IllegalArgumentException when it is anything else
   */
  public WriterId {
    if (!SHAPE.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "'%s' is no writer of a ledger: expected 16 lower-case hexadecimal digits"
              .formatted(text));
    }
  }

  /** Parses an id. */
  public static WriterId parse(String text) {
    return new WriterId(text);
  }

  @Override
  public int compareTo(WriterId other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
