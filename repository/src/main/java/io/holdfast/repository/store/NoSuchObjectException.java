package io.holdfast.repository.store;

import java.io.IOException;

/** An object that is not there. */
public final class NoSuchObjectException extends IOException {
  private static final long serialVersionUID = 1;

  public NoSuchObjectException(String location, ObjectName name, Throwable cause) {
    super(message(location, name), cause);
  }

  public NoSuchObjectException(String location, ObjectName name) {
    super(message(location, name));
  }

  private static String message(String location, ObjectName name) {
    return name.path() + " does not exist in " + location;
  }
}
