package io.holdfast.repository.forget;

import io.holdfast.repository.Repository;
import io.holdfast.repository.id.SnapshotId;
import io.holdfast.repository.lock.RepositoryLock;
import io.holdfast.repository.store.StoreClock;
import io.holdfast.repository.task.Tasks;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;

/**
 * Removes snapshots from a repository that is locked for nobody else.
 *
 * <p>When it ends early, some are removed and the others are as they were.
 */
public final class ForgetExecutor {
  private static final int AT_ONCE = 4;

  private final Repository repository;
  private final RepositoryLock lock;
  private final InstantSource clock;

  public ForgetExecutor(Repository repository, RepositoryLock lock, InstantSource clock) {
    if (!lock.exclusive()) {
      throw new IllegalArgumentException("snapshots are removed under an exclusive lock");
    }
    this.repository = repository;
    this.lock = lock;
    this.clock = clock;
  }

  /**
   * Removes these snapshots; one that is gone already is no failure.
   *
   * @param removed is told of each that is gone, from several threads
   */
  public void remove(List<SnapshotId> ids, Consumer<SnapshotId> removed) throws IOException {
    if (ids.isEmpty()) {
      return;
    }
    StoreClock.requireAgreement(repository.store(), clock);
    try (Tasks tasks = Tasks.waiting("forget", Math.min(AT_ONCE, ids.size()), 1)) {
      for (SnapshotId id : ids) {
        tasks.submit(() -> {
          lock.requireHeld();
          repository.snapshots().remove(id);
          removed.accept(id);
        });
      }
      tasks.join();
    }
  }
}
