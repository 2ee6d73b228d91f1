package io.holdfast.protection.coverage;

/** How it stands with a directory that nobody may forget. */
public sealed interface Standing {
  /** Backups have it. */
  record Covered(String by) implements Standing {}

  /** It need not be backed up. */
  record Excepted(String reason) implements Standing {}

  /** It should be in a backup, and is in none. */
  record Unprotected(String reason) implements Standing {}

  /** Nobody knows. */
  record Unknown(String reason) implements Standing {}
}
