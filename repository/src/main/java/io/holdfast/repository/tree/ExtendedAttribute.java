package io.holdfast.repository.tree;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A named value that a file system keeps beside an entry's content; POSIX ACLs are such, too.
 *
 * <p>The format keeps names as JSON text: bytes that are not UTF-8 are lost (F27). Immutable.
 */
public final class ExtendedAttribute {
  private final String name;
  private final byte @Nullable [] value;

  private ExtendedAttribute(String name, byte @Nullable [] value) {
    this.name = name;
    this.value = value;
  }

  /** An attribute with a copy of {@code value}. */
  public static ExtendedAttribute of(String name, byte[] value) {
    return new ExtendedAttribute(name, value.clone());
  }

  /** The form of an empty value that Go writes as {@code null}; reads as no bytes. */
  static ExtendedAttribute withNullValue(String name) {
    return new ExtendedAttribute(name, null);
  }

  static ExtendedAttribute adopting(String name, byte[] value) {
    return new ExtendedAttribute(name, value);
  }

  public String name() {
    return name;
  }

  /** A copy of the value. */
  public byte[] value() {
    return value == null ? new byte[0] : value.clone();
  }

  byte @Nullable [] shared() {
    return value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ExtendedAttribute attribute
        && name.equals(attribute.name)
        && Arrays.equals(value, attribute.value);
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + Arrays.hashCode(value);
  }

  @Override
  public String toString() {
    return name + " (" + (value == null ? 0 : value.length) + " bytes)";
  }
}
