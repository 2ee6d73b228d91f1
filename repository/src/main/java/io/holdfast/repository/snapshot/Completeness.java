package io.holdfast.repository.snapshot;

import java.util.List;

/**
 * How every entry in a backup's scope ended: captured, excluded by a rule, or failed for a reason.
 *
 * <p>An excluded directory counts once: what is below it was not looked at.
 *
 * @param captured entries that are in the snapshot as they were
 * @param excluded entries left out on purpose; the reason is the rule
 * @param failed entries that are missing, or in the snapshot but not as they were at one moment
 */
public record Completeness(long captured, Listed excluded, Listed failed) {
  /** Whether nothing failed. */
  public boolean isComplete() {
    return failed.total() == 0;
  }

  /**
   * Entries that share an outcome.
   *
   * @param total how many there are
   * @param entries the first of them, at most {@link #MOST}
   */
  public record Listed(long total, List<Entry> entries) {
    /** A snapshot with a million exclusions must stay one that everybody can load. */
    public static final int MOST = 10_000;

    public static final Listed NONE = new Listed(0, List.of());

    public Listed {
      entries = List.copyOf(entries);
    }
  }

  /**
   * One entry.
   *
   * @param path printable: bytes that are no text stand escaped, so no two paths look the same
   * @param reason the rule, or what went wrong
   */
  public record Entry(String path, String reason) {}
}
