package io.holdfast.protection.name;

import io.holdfast.schema.annotation.AsText;

/** The name of a policy: how an application is protected, as the kinds call it. */
@AsText(expected = "a name of at most 63 lower-case letters, digits and '-'")
public record PolicyName(String text) implements Comparable<PolicyName> {
  /**
   * @throws IllegalArgumentException when it is no RFC 1123 label
   */
  public PolicyName {
    Label.required("a policy", text);
  }

  /** Parses a name. */
  public static PolicyName parse(String text) {
    return new PolicyName(text);
  }

  @Override
  public int compareTo(PolicyName other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
