package io.holdfast.protection.queue;

/** What a run does; in the order in which they go before each other. */
public enum Kind {
  RESTORE,
  BACKUP,
  /** Alone on its repository, since it removes what others may be reading. */
  RETENTION
}
