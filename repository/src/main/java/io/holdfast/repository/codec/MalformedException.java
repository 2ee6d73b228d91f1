package io.holdfast.repository.codec;

import java.io.IOException;

/**
 * Bytes that are not what the format says they should be.
 *
 * <p>The message says what was wrong and where inside the bytes; whoever knows the stored object's
 * name wraps it in a {@code DamagedObjectException}.
 */
public final class MalformedException extends IOException {
  private static final long serialVersionUID = 1;

  public MalformedException(String message) {
    super(message);
  }

  public MalformedException(String message, Throwable cause) {
    super(message, cause);
  }
}
