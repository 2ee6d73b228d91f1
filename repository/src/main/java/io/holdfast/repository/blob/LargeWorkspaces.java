package io.holdfast.repository.blob;

import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The memory in which all codecs of a repository work on large blobs. Few come at the same time, so
 * that it takes less than memory for large blobs in each codec; thread-safe.
 */
public final class LargeWorkspaces {
  private final ConcurrentLinkedQueue<Workspace> free = new ConcurrentLinkedQueue<>();

  Workspace take() {
    Workspace workspace = free.poll();
    return workspace != null ? workspace : new Workspace();
  }

  void giveBack(Workspace workspace) {
    workspace.wipe();
    free.add(workspace);
  }
}
