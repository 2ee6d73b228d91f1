package io.holdfast.host.run;

import io.holdfast.host.volume.Mount;
import io.holdfast.host.volume.MountTable;
import io.holdfast.location.Session;
import io.holdfast.protection.restore.RestorePlan.Step;
import io.holdfast.repository.file.BytePath;
import io.holdfast.repository.file.Directory;
import io.holdfast.repository.restore.Ownership;
import io.holdfast.repository.restore.Restore;
import io.holdfast.repository.restore.RestoreCounts;
import io.holdfast.repository.restore.RestoreListener;
import io.holdfast.repository.restore.RestoreReport;
import io.holdfast.repository.restore.RestoreRequest;
import io.holdfast.repository.select.Selection;
import io.holdfast.repository.tree.DirectoryNode;
import io.holdfast.vault.point.Points;
import io.holdfast.vault.point.StoredPoint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Brings a volume of a point, or a part of it, into a directory.
 *
 * @param directory where it is filled
 * @param others what is removed afterwards of what the point does not have
 */
record VolumeFill(
    Session session,
    StoredPoint point,
    Step.Fill fill,
    String directory,
    Selection selection,
    OtherFiles others) {
  /**
   * One that is ready.
   *
   * @throws IOException when what is wanted of the volume is malformed
   */
  static VolumeFill of(
      Session session, StoredPoint point, Step.Fill fill, String directory, Subject subject)
      throws IOException {
    Selection selection = selection(fill);
    return new VolumeFill(
        session,
        point,
        fill,
        directory,
        selection,
        fill.exact().isEmpty()
            ? OtherFiles.NONE
            : OtherFiles.of(fill.exact(), selection, subject.volume(fill.volume()).excludes()));
  }

  /** Whether it brings back a database, which nobody may have open then. */
  boolean bringsDatabase() {
    return !others.equals(OtherFiles.NONE);
  }

  private static Selection selection(Step.Fill fill) throws IOException {
    return fill.include().isEmpty()
        ? Selection.ALL
        : new Selection.Including(List.of(Excluded.list(fill.include())));
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
                    BytePath.of(directory),
                    selection,
                    RestoreRequest.Options.DEFAULT,
                    itself(volume)))
            .run(counts, RestoreListener.SILENT);
    if (!fill.include().isEmpty() && counts.entriesFound() == 0) {
      return false;
    }
    require(report, "restored to");
    if (bringsDatabase()) {
      removeOthers(volume);
    }
    Path filled = Path.of(directory);
    sync(filled);
    for (Mount mount : MountTable.read().below(filled.toRealPath())) {
      syncIfEntered(mount.point());
    }
    return true;
  }

  /** A part of a volume says nothing about the directory it is put into. */
  private @Nullable DirectoryNode itself(DirectoryNode volume) {
    return selection.equals(Selection.ALL) ? volume : null;
  }

  /** After all is there: what was copied of it is not what somebody added since. */
  private void removeOthers(DirectoryNode volume) throws IOException {
    List<Mount> below = MountTable.read().below(Path.of(directory).toRealPath());
    if (!below.isEmpty()) {
      throw new IOException(
          "something is mounted at %s, and nothing is removed there: unmount it, and restore once more"
              .formatted(below.getFirst().point()));
    }
    RestoreRequest.Options options =
        new RestoreRequest.Options(others.overwrite(), true, false, false, Ownership.BY_NUMBER);
    require(
        new Restore(
                session.repository(),
                new RestoreRequest(
                    volume.subtree(),
                    BytePath.of(directory),
                    others.in(Path.of(directory)),
                    options,
                    itself(volume)))
            .run(new RestoreCounts(), RestoreListener.SILENT),
        "made right in");
  }

  private void require(RestoreReport report, String what) throws IOException {
    if (!report.isComplete()) {
      throw new IOException(
          "%d entries of volume %s could not be %s %s, the first of them %s: %s"
              .formatted(
                  report.counts().failures(),
                  fill.volume(),
                  what,
                  directory,
                  report.failures().getFirst().path(),
                  report.failures().getFirst().text()));
    }
  }

  /** Of the whole file system, which a volume may have several of. */
  private static void sync(Path directory) throws IOException {
    try (Directory filled = Directory.open(BytePath.of(directory.toString()))) {
      filled.syncFileSystem();
    }
  }

  /** What cannot be entered has nothing that was written. */
  private static void syncIfEntered(Path mounted) throws IOException {
    Directory filled;
    try {
      filled = Directory.open(BytePath.of(mounted.toString()));
    } catch (IOException closed) {
      return;
    }
    try (filled) {
      filled.syncFileSystem();
    }
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
