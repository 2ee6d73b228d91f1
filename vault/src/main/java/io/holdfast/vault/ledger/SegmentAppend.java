package io.holdfast.vault.ledger;

import static java.util.stream.Collectors.groupingBy;

import io.holdfast.protection.ledger.LedgerLine;
import io.holdfast.protection.ledger.Segment;
import io.holdfast.repository.Repository;
import io.holdfast.repository.TreePath;
import io.holdfast.repository.Trees;
import io.holdfast.repository.compose.Compose;
import io.holdfast.repository.compose.ComposeRequest;
import io.holdfast.repository.compose.Piece;
import io.holdfast.repository.lock.RepositoryLock;
import io.holdfast.repository.snapshot.Snapshot;
import io.holdfast.repository.snapshot.SnapshotAuthor;
import io.holdfast.repository.tree.DirectoryNode;
import io.holdfast.repository.tree.NodeName;
import io.holdfast.vault.Belonging;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Makes a snapshot of a line that has one more segment than all before. */
final class SegmentAppend {
  private static final int PERMISSIONS = 0600;

  private final Repository repository;
  private final Collection<Snapshot> before;
  private final Segments.Unreadable lost;

  /**
   * @param before all snapshots of the line
   * @param lost is told of what cannot be read, and throws when it must not be passed over
   */
  SegmentAppend(Repository repository, Collection<Snapshot> before, Segments.Unreadable lost) {
    this.repository = repository;
    this.before = before;
    this.lost = lost;
  }

  /**
   * Stores it.
   *
   * @param lock held on the repository
   */
  void run(Segment segment, RepositoryLock lock, SnapshotAuthor author, Instant now)
      throws IOException {
    LedgerLine line = segment.line();
    List<Piece> pieces = new ArrayList<>(writers(line));
    Map<TreePath, List<SegmentPlace>> byPath =
        SegmentPlace.all(repository, line, before, lost).stream()
            .collect(groupingBy(SegmentPlace::path));
    for (List<SegmentPlace> same : byPath.values()) {
      if (same.size() > 1) {
        sound(same).ifPresent(place -> pieces.add(new Piece.Stored(place.path(), place.file())));
      }
    }
    pieces.add(
        new Piece.Made(
            TreePath.of(
                List.of(NodeName.of(segment.writer().text()), NodeName.of(fileName(segment)))),
            SegmentText.write(segment),
            PERMISSIONS));
    Belonging belonging = new Belonging.ToLedger(line.application());
    new Compose(repository, lock)
        .run(
            new ComposeRequest(
                pieces,
                new ComposeRequest.Labels(
                    now, List.of(belonging.path()), belonging.tags(), author, null),
                ComposeRequest.Settings.DEFAULT));
  }

  /**
   * What the snapshots of a line have, writer by writer. What is in a file is not looked up: one
   * whose bytes are lost must not keep others from going on.
   */
  private Collection<Piece> writers(LedgerLine line) throws IOException {
    Map<String, Piece> pieces = new TreeMap<>();
    try (Trees trees = repository.trees()) {
      for (Snapshot snapshot : before) {
        try {
          for (DirectoryNode writer : SegmentPlace.writers(trees, snapshot.tree())) {
            pieces.put(
                writer.name().text() + writer.subtree(),
                new Piece.Entries(TreePath.of(List.of(writer.name())), writer.subtree()));
          }
        } catch (IOException damaged) {
          lost.found("a directory of ledger " + line, damaged);
        }
      }
    }
    return pieces.values();
  }

  /** Of several in one place, what its writer signed. */
  private Optional<SegmentPlace> sound(List<SegmentPlace> same) throws IOException {
    for (SegmentPlace place : same) {
      try {
        if (SegmentText.isSigned(place, place.read(repository))) {
          return Optional.of(place);
        }
      } catch (IOException unread) {
        lost.found(place.words(), unread);
      }
    }
    return Optional.empty();
  }

  /**
   * Names sort like numbers. The hash keeps apart what a copied machine wrote in the same place, so
   * that neither hides the other.
   */
  private static String fileName(Segment segment) {
    return "%012d-%012d-%s.jsonl"
        .formatted(segment.first(), segment.last(), segment.entries().getLast().hash().brief());
  }
}
