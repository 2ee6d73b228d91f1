package io.holdfast.protection.name;

import java.util.regex.Pattern;

/** The rule for names: an RFC 1123 label. */
final class Label {
  static final int LONGEST = 63;

  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");

  private Label() {}

  /**
   * The text itself.
   *
   * @throws IllegalArgumentException when it is no label
   */
  static String required(String what, String text) {
    if (text.length() > LONGEST || !LABEL.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "'%s' is no name of %s: expected at most %d lower-case letters, digits and '-', with a letter or digit at both ends"
              .formatted(text, what, LONGEST));
    }
    return text;
  }
}
