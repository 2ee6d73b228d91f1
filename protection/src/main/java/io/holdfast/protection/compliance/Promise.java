package io.holdfast.protection.compliance;

import io.holdfast.schema.annotation.Name;

/** What can be promised about an application. */
public enum Promise {
  /** How old the newest complete restore point may be. */
  @Name("rpo")
  RPO("rpo"),
  /** How long a restore may take. */
  @Name("rto")
  RTO("rto"),
  /** That backups come when they are due. */
  @Name("schedule")
  SCHEDULE("schedule"),
  /** That the last backup did not fail; one that is refused before it begins did. */
  @Name("last-backup")
  LAST_BACKUP("last backup"),
  /** That everything in scope is in the newest restore point. */
  @Name("completeness")
  COMPLETENESS("completeness"),
  /** That what may go goes, and nothing before its time. */
  @Name("retention")
  RETENTION("retention"),
  /** That a restore was tried lately. */
  @Name("rehearsal")
  REHEARSAL("rehearsal"),
  /** That nobody reads the repository who does not have the password. */
  @Name("encryption")
  ENCRYPTION("encryption"),
  /** That no directory is forgotten. */
  @Name("coverage")
  COVERAGE("coverage"),
  /** That the repository answers. */
  @Name("repository")
  REPOSITORY("repository"),
  /** That the repository opens when the machine is lost. */
  @Name("recovery-kit")
  RECOVERY_KIT("recovery kit"),
  /** That every fact is kept, and as it was. */
  @Name("ledger")
  LEDGER("ledger");

  private final String words;

  Promise(String words) {
    this.words = words;
  }

  /** As people call it. */
  public String words() {
    return words;
  }
}
