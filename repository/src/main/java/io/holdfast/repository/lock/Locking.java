package io.holdfast.repository.lock;

import java.util.List;

/** What came of asking for a lock. */
public sealed interface Locking {
  /** It is held. */
  record Acquired(RepositoryLock lock) implements Locking {}

  /** Others hold locks that exclude it; at least one. */
  record Refused(List<LockFile> holders) implements Locking {
    public Refused {
      holders = List.copyOf(holders);
    }
  }
}
