package io.holdfast.repository.restore;

import io.holdfast.repository.TreePath;
import java.util.ArrayList;
import java.util.List;

/** Keeps what there is to say at the end, and passes it on at once; thread-safe. */
final class Recorder {
  private final RestoreCounts counts;
  private final RestoreListener listener;
  private final List<RestoreReport.Note> failures = new ArrayList<>();
  private final List<RestoreReport.Note> warnings = new ArrayList<>();

  Recorder(RestoreCounts counts, RestoreListener listener) {
    this.counts = counts;
    this.listener = listener;
  }

  RestoreCounts counts() {
    return counts;
  }

  void planned(Step step) {
    listener.planned(step);
  }

  void failed(TreePath path, String reason) {
    counts.failure();
    note(failures, path, reason);
    listener.failed(path, reason);
  }

  void warned(TreePath path, String message) {
    note(warnings, path, message);
    listener.warned(path, message);
  }

  private synchronized void note(List<RestoreReport.Note> notes, TreePath path, String text) {
    if (notes.size() < RestoreReport.MOST_NOTES) {
      notes.add(new RestoreReport.Note(path, text));
    }
  }

  synchronized RestoreReport report() {
    return new RestoreReport(counts, failures, warnings);
  }
}
