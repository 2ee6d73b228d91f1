package io.holdfast.repository.object;

import io.holdfast.repository.store.ObjectName;
import java.io.IOException;

/**
 * A stored object whose bytes are not those that were written: their hash is not their name, they
 * do not authenticate, or they do not decode.
 */
public final class DamagedObjectException extends IOException {
  private static final long serialVersionUID = 1;

  private final transient ObjectName name;

  public DamagedObjectException(ObjectName name, String what) {
    super(name.path() + " is damaged: " + what);
    this.name = name;
  }

  public DamagedObjectException(ObjectName name, IOException cause) {
    super(name.path() + " is damaged: " + cause.getMessage(), cause);
    this.name = name;
  }

  /** The damaged object. */
  public ObjectName name() {
    return name;
  }
}
