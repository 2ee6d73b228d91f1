package io.holdfast.protection.coverage;

/** How it stands with a directory that nobody may forget. */
public sealed interface Standing {
  /** Backups have it. */
  record Covered(String by) implements Standing {}

  /** It need not be backed up. */
  record Excepted(String reason) implements Standing {}

  /**
   * A restore left it beside a volume: what it brought, or what it took out in exchange. It is in
   * no backup, and it is for a person to keep or to remove.
   *
   * @param restore the name of its run
   * @param volume for people, such as {@code shop/orders}
   */
  record Leftover(String restore, String volume) implements Standing {}

  /** It should be in a backup, and is in none. */
  record Unprotected(String reason) implements Standing {}

  /** Nobody knows. */
  record Unknown(String reason) implements Standing {}
}
