package io.holdfast.repository.lock;

import java.io.IOException;
import java.util.List;

/** Somebody took a lock at the same time that excludes the own one, which is given up. */
public final class LockRefusedException extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient List<LockFile> holders;

  LockRefusedException(List<LockFile> holders) {
    super("the repository was locked by another process at the same time");
    this.holders = List.copyOf(holders);
  }

  /** Who holds them; at least one. */
  public List<LockFile> holders() {
    return holders;
  }
}
