package io.holdfast.repository.lock;

import java.io.IOException;

/** Asked right before each step that others rely on. */
@FunctionalInterface
public interface LockGuard {
  /**
   * Does nothing while the lock is held.
   *
   * @throws IOException when it may not be any more
   */
  void requireHeld() throws IOException;
}
