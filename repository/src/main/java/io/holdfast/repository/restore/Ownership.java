package io.holdfast.repository.restore;

/** Whom restored entries belong to. */
public enum Ownership {
  /** The user and group of the numbers in the snapshot. */
  BY_NUMBER,
  /**
   * The user and group that have the names in the snapshot here; by number where there are none.
   */
  BY_NAME,
  /** Whoever restores. */
  UNCHANGED
}
