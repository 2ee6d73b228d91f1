package io.holdfast.protection.restore;

import io.holdfast.protection.restore.RestorePlan.Step;
import org.jspecify.annotations.Nullable;

/**
 * The two directories of a swap as they were before it, by which one sees later whether it was
 * done.
 *
 * @param restored what lies aside
 * @param live what the application has; absent when there was none
 */
public record SwapPair(
    Step.Swap swap, DirectoryIdentity restored, @Nullable DirectoryIdentity live) {
  /** How far a swap is. */
  public enum State {
    /** Both are where they were. */
    TO_DO,
    /** The restored one is the application's. */
    DONE,
    /** Somebody else moved or removed one of them. */
    CHANGED
  }

  /**
   * How far it is.
   *
   * @param aside what is now where the restored one was
   * @param applications what the application has now
   */
  public State state(@Nullable DirectoryIdentity aside, @Nullable DirectoryIdentity applications) {
    if (same(restored, applications)) {
      return State.DONE;
    }
    return same(restored, aside) && same(live, applications) ? State.TO_DO : State.CHANGED;
  }

  /** Whether a swap that is done can be undone. */
  public boolean canBeUndone(
      @Nullable DirectoryIdentity aside, @Nullable DirectoryIdentity applications) {
    return same(restored, applications) && same(live, aside);
  }

  /** The device counts only where the inodes do not tell the two apart. */
  private boolean same(@Nullable DirectoryIdentity before, @Nullable DirectoryIdentity now) {
    if (before == null || now == null) {
      return before == null && now == null;
    }
    boolean told = live == null || live.inode() != restored.inode();
    return told ? before.inode() == now.inode() : before.equals(now);
  }
}
