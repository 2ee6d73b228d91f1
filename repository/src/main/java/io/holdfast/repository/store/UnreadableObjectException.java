package io.holdfast.repository.store;

import java.io.IOException;

/** An object that is there, but whose bytes the disk has lost; the next one may be whole. */
public final class UnreadableObjectException extends IOException {
  private static final long serialVersionUID = 1;

  public UnreadableObjectException(String location, ObjectName name, IOException cause) {
    super(
        "the disk cannot read %s in %s: %s".formatted(name.path(), location, cause.getMessage()),
        cause);
  }
}
