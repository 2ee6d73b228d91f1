package io.holdfast.repository.restore;

import io.holdfast.repository.TreePath;
import org.jspecify.annotations.Nullable;

/** A directory of the target: the directory it is in, and its name there. */
final class Place {
  /** Whether it is there. */
  enum State {
    /** It was there before. */
    FOUND,
    /** This restore made it: nothing is in it but what this restore put there. */
    MADE,
    /** It is not there. */
    ABSENT
  }

  private final @Nullable Place parent;
  private final byte[] name;
  private final TreePath path;
  private volatile State state;
  private volatile @Nullable Boolean handsDownAcl;
  private volatile PartNames partNames = PartNames.USUAL;
  private boolean drafted;

  private Place(@Nullable Place parent, byte[] name, TreePath path, State state) {
    this.parent = parent;
    this.name = name;
    this.path = path;
    this.state = state;
  }

  static Place root(State state) {
    return new Place(null, new byte[0], TreePath.ROOT, state);
  }

  Place child(TreePath childPath, State childState) {
    return new Place(this, childPath.name().bytes(), childPath, childState);
  }

  /** Null for the target itself. */
  @Nullable Place parent() {
    return parent;
  }

  byte[] name() {
    return name;
  }

  TreePath path() {
    return path;
  }

  State state() {
    return state;
  }

  /** Whether entries may be in it that this restore has not put there. */
  boolean isFound() {
    return state == State.FOUND;
  }

  void made() {
    state = State.MADE;
  }

  /** Whether what is made in it gets an access control list at once; null while unknown. */
  @Nullable Boolean handsDownAcl() {
    return handsDownAcl;
  }

  void handsDownAcl(boolean does) {
    handsDownAcl = does;
  }

  /** How drafts in it are called. */
  PartNames partNames() {
    return partNames;
  }

  /** How the next draft in it is called; for the survey's thread. */
  PartNames namesForDraft() {
    drafted = true;
    return partNames;
  }

  /**
   * Lets drafts keep clear of an entry of the snapshot; for the survey's thread.
   *
   * @return false when it is too late: the entry may have a draft's name
   */
  boolean avoid(byte[] entry) {
    PartNames clear = partNames.avoiding(entry);
    if (clear.equals(partNames)) {
      return true;
    }
    partNames = clear;
    return !drafted;
  }
}
