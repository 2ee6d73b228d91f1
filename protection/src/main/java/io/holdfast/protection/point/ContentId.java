package io.holdfast.protection.point;

import io.holdfast.schema.annotation.AsText;
import java.util.regex.Pattern;

/** The name of something in the repository by its content: 64 lower-case hexadecimal digits. */
@AsText(expected = "64 lower-case hexadecimal digits")
public record ContentId(String text) {
  private static final Pattern DIGITS = Pattern.compile("[0-9a-f]{64}");

  private static final int SHORT = 8;

  /**
   * @throws IllegalArgumentException when it is anything else
   */
  public ContentId {
    if (!DIGITS.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "'%s' names no content: expected 64 lower-case hexadecimal digits".formatted(text));
    }
  }

  /** Parses a name. */
  public static ContentId parse(String text) {
    return new ContentId(text);
  }

  /** What people are shown: the first digits. */
  public String brief() {
    return text.substring(0, SHORT);
  }

  @Override
  public String toString() {
    return text;
  }
}
