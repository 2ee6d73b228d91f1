package io.holdfast.repository.tree;

import java.nio.charset.StandardCharsets;

/**
 * Attributes of another operating system (restic keeps Windows' this way), as the JSON object they
 * were read as.
 *
 * <p>They are carried, not understood: a tree that is written again loses nothing. Immutable.
 */
public final class GenericAttributes {
  public static final GenericAttributes NONE = new GenericAttributes("");

  private final String json;

  private GenericAttributes(String json) {
    this.json = json;
  }

  static GenericAttributes verbatim(byte[] json, int offset, int length) {
    return new GenericAttributes(new String(json, offset, length, StandardCharsets.UTF_8));
  }

  public boolean isEmpty() {
    return json.isEmpty();
  }

  /** The JSON object's text, or the empty string. */
  public String json() {
    return json;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof GenericAttributes attributes && json.equals(attributes.json);
  }

  @Override
  public int hashCode() {
    return json.hashCode();
  }

  @Override
  public String toString() {
    return json;
  }
}
