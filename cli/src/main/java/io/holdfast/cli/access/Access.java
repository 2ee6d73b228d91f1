package io.holdfast.cli.access;

/** What a command does to a repository, and so which lock it needs (restic's rules, F36). */
public enum Access {
  /** Reads; {@code --no-lock} is possible. */
  READ,
  /** Adds; others may add, too. */
  APPEND,
  /** Does as if it added, and changes nothing. */
  TRIAL,
  /** Reads what must not change meanwhile; {@code --no-lock} is possible. */
  READ_ALONE,
  /** Removes: nobody else may work on the repository. */
  EXCLUSIVE,
  /** Looks at the locks themselves. */
  UNLOCKED;

  boolean exclusive() {
    return this == READ_ALONE || this == EXCLUSIVE;
  }

  /**
   * Whether it may begin while its lock is not certain: what changes anything asks {@code
   * requireHeld} before that, and what reads harms nobody.
   */
  boolean preparesBeforeItsLockIsCertain() {
    return this == READ || this == APPEND || this == READ_ALONE;
  }

  boolean mayGoUnlocked() {
    return this == READ || this == READ_ALONE;
  }
}
