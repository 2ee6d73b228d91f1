package io.holdfast.protection.name;

import io.holdfast.schema.annotation.AsText;

/** The name of a hook: what is asked to hold still around a cut; unique within an application. */
@AsText(expected = "a name of at most 63 lower-case letters, digits and '-'")
public record HookName(String text) implements Comparable<HookName> {
  /**
   * @throws IllegalArgumentException when it is no RFC 1123 label
   */
  public HookName {
    Label.required("a hook", text);
  }

  /** Parses a name. */
  public static HookName parse(String text) {
    return new HookName(text);
  }

  @Override
  public int compareTo(HookName other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
