package io.holdfast.repository.blob;

import io.holdfast.repository.task.Interruption;
import java.io.InterruptedIOException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;

/**
 * The memory in which all codecs of a repository work on large blobs. Few come at the same time, so
 * that it takes less than memory for large blobs in each codec; thread-safe.
 *
 * <p>Whoever encodes waits for his turn, for he needs three arrays and is soon done. Rabin makes an
 * eighth of random bytes large blobs, so that one turn for four processors holds nobody up.
 */
public final class LargeWorkspaces {
  private final ConcurrentLinkedQueue<Workspace> free = new ConcurrentLinkedQueue<>();
  private final Semaphore turns =
      new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 4));

  /** Begins a turn, which {@link #endTurn} ends. */
  void awaitTurn() throws InterruptedIOException {
    try {
      turns.acquire();
    } catch (InterruptedException interrupted) {
      throw Interruption.of(interrupted);
    }
  }

  void endTurn() {
    turns.release();
  }

  Workspace take() {
    Workspace workspace = free.poll();
    return workspace != null ? workspace : new Workspace();
  }

  void giveBack(Workspace workspace) {
    workspace.wipe();
    if (workspace.isOfUsualSize()) {
      free.add(workspace);
    }
  }
}
