package io.holdfast.host.run;

import io.holdfast.location.Session;
import io.holdfast.protection.restore.RestorePlan.Step;
import io.holdfast.repository.file.BytePath;
import io.holdfast.repository.file.Directory;
import io.holdfast.repository.restore.Restore;
import io.holdfast.repository.restore.RestoreCounts;
import io.holdfast.repository.restore.RestoreListener;
import io.holdfast.repository.restore.RestoreReport;
import io.holdfast.repository.restore.RestoreRequest;
import io.holdfast.repository.select.BadPatternException;
import io.holdfast.repository.select.PatternList;
import io.holdfast.repository.select.Selection;
import io.holdfast.vault.point.Points;
import io.holdfast.vault.point.StoredPoint;
import java.io.IOException;
import java.util.List;

/** Brings a volume of a point, or a part of it, into a directory. */
record VolumeFill(Session session, StoredPoint point, Step.Fill fill, Selection selection) {
  /**
   * One that is ready.
   *
   * @throws IOException when what is wanted of the volume is malformed
   */
  static VolumeFill of(Session session, StoredPoint point, Step.Fill fill) throws IOException {
    return new VolumeFill(session, point, fill, selection(fill));
  }

  private static Selection selection(Step.Fill fill) throws IOException {
    if (fill.include().isEmpty()) {
      return Selection.ALL;
    }
    try {
      return new Selection.Including(
          List.of(PatternList.of(fill.include().toArray(String[]::new))));
    } catch (BadPatternException malformed) {
      throw new IOException(String.valueOf(malformed.getMessage()), malformed);
    }
  }

  /**
   * Writes it; all of it is on disk when this returns.
   *
   * @return whether the volume has anything of what is wanted; else nothing was written
   * @throws IOException also when an entry could not be restored
   */
  boolean run() throws IOException {
    var volume = new Points(session.repository()).volume(point, fill.volume());
    RestoreCounts counts = new RestoreCounts();
    RestoreReport report =
        new Restore(
                session.repository(),
                new RestoreRequest(
                    volume.subtree(),
                    BytePath.of(fill.directory()),
                    selection,
                    RestoreRequest.Options.DEFAULT,
                    // A part of a volume says nothing about the directory it is put into.
                    selection.equals(Selection.ALL) ? volume : null))
            .run(counts, RestoreListener.SILENT);
    if (!fill.include().isEmpty() && counts.entriesFound() == 0) {
      return false;
    }
    if (!report.isComplete()) {
      throw new IOException(
          "%d entries of volume %s could not be restored to %s, the first of them %s: %s"
              .formatted(
                  report.counts().failures(),
                  fill.volume(),
                  fill.directory(),
                  report.failures().getFirst().path(),
                  report.failures().getFirst().text()));
    }
    try (Directory filled = Directory.open(BytePath.of(fill.directory()))) {
      filled.syncFileSystem();
    }
    return true;
  }

  /** What is told when it has nothing of that. */
  String nothingThere() {
    return "nothing of volume %s is at %s: 'holdfast point browse %s %s %s --recursive' shows what there is"
        .formatted(
            fill.volume(),
            String.join(", ", fill.include()),
            point.manifest().application(),
            point.manifest().point(),
            fill.volume());
  }
}
