package io.holdfast.protection.name;

import io.holdfast.schema.annotation.AsText;

/** The name of an application: what is protected together. */
@AsText(expected = "a name of at most 63 lower-case letters, digits and '-'")
public record ApplicationName(String text) implements Comparable<ApplicationName> {
  /**
   * @throws IllegalArgumentException when it is no RFC 1123 label
   */
  public ApplicationName {
    Label.required("an application", text);
  }

  /** Parses a name. */
  public static ApplicationName parse(String text) {
    return new ApplicationName(text);
  }

  @Override
  public int compareTo(ApplicationName other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
