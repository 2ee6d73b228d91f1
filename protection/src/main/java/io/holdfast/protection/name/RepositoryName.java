package io.holdfast.protection.name;

import io.holdfast.schema.annotation.AsText;

/** The name of a repository: a store of snapshots, as the kinds call it. */
@AsText(expected = "a name of at most 63 lower-case letters, digits and '-'")
public record RepositoryName(String text) implements Comparable<RepositoryName> {
  /**
   * @throws IllegalArgumentException when it is no RFC 1123 label
   */
  public RepositoryName {
    Label.required("a repository", text);
  }

  /** Parses a name. */
  public static RepositoryName parse(String text) {
    return new RepositoryName(text);
  }

  @Override
  public int compareTo(RepositoryName other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
