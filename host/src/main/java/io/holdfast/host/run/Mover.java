package io.holdfast.host.run;

import io.holdfast.location.Session;
import io.holdfast.protection.backup.StepResult.Outcome;
import io.holdfast.protection.point.Completeness;
import io.holdfast.protection.point.ContentId;
import io.holdfast.repository.Trees;
import io.holdfast.repository.backup.Backup;
import io.holdfast.repository.backup.BackupCounts;
import io.holdfast.repository.backup.BackupListener;
import io.holdfast.repository.backup.BackupReport;
import io.holdfast.repository.backup.BackupRequest;
import io.holdfast.repository.backup.Exclusions;
import io.holdfast.repository.backup.Source;
import io.holdfast.repository.codec.CompressionLevel;
import io.holdfast.repository.file.BytePath;
import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.snapshot.SnapshotAuthor;
import io.holdfast.repository.tree.DirectoryNode;
import io.holdfast.repository.tree.Node;
import io.holdfast.repository.tree.NodeName;
import io.holdfast.repository.tree.TreeReader;
import io.holdfast.vault.Belonging;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Copies directories into an open repository. */
final class Mover {
  private final Session session;
  private final SnapshotAuthor author;
  private final InstantSource clock;
  private final CompressionLevel level;

  Mover(Session session, SnapshotAuthor author, InstantSource clock, CompressionLevel level) {
    this.session = session;
    this.author = author;
    this.clock = clock;
    this.level = level;
  }

  /**
   * Copies a directory.
   *
   * @param excluded what of it is left out
   * @param changes what it means that a file changes meanwhile
   */
  Outcome.Moved move(
      Belonging belonging, Path directory, Excluded excluded, BackupRequest.Changes changes)
      throws IOException {
    Source source =
        new Source.Volume(BytePath.of(directory.toString()), BytePath.of(belonging.path()));
    BackupRequest.Settings usual = BackupRequest.Settings.DEFAULT;
    BackupCounts counts = new BackupCounts();
    BackupReport report =
        new Backup(session.repository(), session.lock(), clock, counts, BackupListener.SILENT)
            .run(
                new BackupRequest(
                    source,
                    Exclusions.of(excluded.rules(), source),
                    new BackupRequest.Labels(
                        clock.instant(), belonging.tags(), author, excluded.texts()),
                    BackupRequest.Comparison.DEFAULT,
                    new BackupRequest.Settings(
                        usual.writing(),
                        level,
                        usual.readers(),
                        usual.accessTimes(),
                        usual.skipUnchanged(),
                        changes)));
    BlobId tree = tree(report, belonging);
    return new Outcome.Moved(
        new ContentId(report.id().orElseThrow().hex()),
        new ContentId(tree.toString()),
        counts.filesDone(),
        counts.bytesDone(),
        completeness(report),
        isEmpty(report, tree));
  }

  /** Whether there is nothing but directories, whatever was left out; what failed was there. */
  private boolean isEmpty(BackupReport report, BlobId tree) throws IOException {
    if (report.completeness().failed().total() > 0) {
      return false;
    }
    try (Trees trees = session.repository().trees()) {
      return hasOnlyDirectories(trees, tree);
    }
  }

  /** Not recursive: directories nest deeper than a thread's stack. */
  private static boolean hasOnlyDirectories(Trees trees, BlobId root) throws IOException {
    Deque<BlobId> left = new ArrayDeque<>(List.of(root));
    Set<BlobId> seen = new HashSet<>(left);
    while (!left.isEmpty()) {
      TreeReader reader = trees.read(left.pop());
      for (Node node = reader.next(); node != null; node = reader.next()) {
        if (!(node instanceof DirectoryNode directory)) {
          return false;
        }
        if (seen.add(directory.subtree())) {
          left.push(directory.subtree());
        }
      }
    }
    return true;
  }

  /** The directory itself, below those that lead to it. */
  private BlobId tree(BackupReport report, Belonging belonging) throws IOException {
    List<NodeName> names =
        Stream.of(belonging.path().substring(1).split("/")).map(NodeName::of).toList();
    session.repository().loadIndex();
    try (Trees trees = session.repository().trees()) {
      if (trees.find(report.snapshot().tree(), names).orElse(null)
          instanceof DirectoryNode directory) {
        return directory.subtree();
      }
    }
    throw new IOException("the snapshot of %s does not have it".formatted(belonging.path()));
  }

  private static Completeness completeness(BackupReport report) {
    var found = report.completeness();
    return new Completeness(
        found.captured(),
        found.excluded().total(),
        found.failed().total(),
        found.failed().entries().stream()
            .limit(Completeness.MOST)
            .map(entry -> new Completeness.Failure(entry.path(), entry.reason()))
            .toList());
  }
}
