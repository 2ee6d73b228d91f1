package io.holdfast.protection.queue;

/** What a run does. */
public enum Kind {
  RESTORE,
  BACKUP
}
