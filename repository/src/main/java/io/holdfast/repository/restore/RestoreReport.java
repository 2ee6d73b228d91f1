package io.holdfast.repository.restore;

import io.holdfast.repository.TreePath;
import java.util.List;

/**
 * What became of a restore.
 *
 * @param counts final
 * @param failures what is not restored, or not as the snapshot has it; the first {@link
 *     #MOST_NOTES}
 * @param warnings what the user may want to know; the first {@link #MOST_NOTES}
 */
public record RestoreReport(RestoreCounts counts, List<Note> failures, List<Note> warnings) {
  /** A report keeps this many failures and warnings; the listener was told all. */
  public static final int MOST_NOTES = 10_000;

  /** Something about an entry. */
  public record Note(TreePath path, String text) {}

  public RestoreReport {
    failures = List.copyOf(failures);
    warnings = List.copyOf(warnings);
  }

  /** Whether all that was asked for was restored. */
  public boolean isComplete() {
    return counts.failures() == 0;
  }
}
