package io.holdfast.repository.file;

import io.holdfast.repository.codec.GoQuote;
import java.util.Arrays;

/**
 * A named value that a file system keeps beside an entry; access control lists are such values.
 *
 * <p>The name holds its space, such as {@code user.comment} or {@code system.posix_acl_access}.
 */
public final class ExtendedAttribute {
  private final String name;
  private final byte[] value;

  public ExtendedAttribute(String name, byte[] value) {
    this.name = name;
    this.value = value.clone();
  }

  public String name() {
    return name;
  }

  /** The value, at most 64 KiB; a copy. */
  public byte[] value() {
    return value.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ExtendedAttribute that
        && name.equals(that.name)
        && Arrays.equals(value, that.value);
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + Arrays.hashCode(value);
  }

  @Override
  public String toString() {
    return name + "=\"" + GoQuote.printable(value) + "\"";
  }
}
