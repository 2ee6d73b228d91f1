package io.holdfast.repository.store;

import java.io.IOException;

/** An object that is there already and must not be replaced. */
public final class AlreadyExistsException extends IOException {
  private static final long serialVersionUID = 1;

  public AlreadyExistsException(String location, ObjectName name, Throwable cause) {
    super(message(location, name), cause);
  }

  public AlreadyExistsException(String location, ObjectName name) {
    super(message(location, name));
  }

  private static String message(String location, ObjectName name) {
    return name.path() + " exists already in " + location;
  }
}
