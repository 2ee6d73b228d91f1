package io.holdfast.repository.store;

import java.io.IOException;

/**
 * An object that, as the store itself says, ends before the bytes that were asked for.
 *
 * <p>Objects never change, so asking again would not help. An answer that merely broke off on its
 * way is a plain {@link IOException}.
 */
public final class TruncatedObjectException extends IOException {
  private static final long serialVersionUID = 1;

  private final long size;

  /**
   * @param end where the bytes that were asked for end
   * @param size the object's size; negative when the store did not say
   */
  public TruncatedObjectException(String location, ObjectName name, long end, long size) {
    super(
        "%s in %s is too short: it has %s bytes, at least %d were expected"
            .formatted(name.path(), location, size < 0 ? "fewer" : Long.toString(size), end));
    this.size = size;
  }

  /** The object's size in bytes; negative when the store did not say. */
  public long size() {
    return size;
  }
}
