package io.holdfast.protection.name;

import io.holdfast.schema.annotation.AsText;

/** The name of a volume: a directory or claim of an application; unique within it. */
@AsText(expected = "a name of at most 63 lower-case letters, digits and '-'")
public record VolumeName(String text) implements Comparable<VolumeName> {
  /**
   * @throws IllegalArgumentException when it is no RFC 1123 label
   */
  public VolumeName {
    Label.required("a volume", text);
  }

  /** Parses a name. */
  public static VolumeName parse(String text) {
    return new VolumeName(text);
  }

  @Override
  public int compareTo(VolumeName other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
