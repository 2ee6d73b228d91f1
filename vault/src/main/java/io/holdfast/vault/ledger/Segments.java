package io.holdfast.vault.ledger;

import io.holdfast.protection.ledger.LedgerLine;
import io.holdfast.protection.ledger.Segment;
import io.holdfast.protection.ledger.WriterId;
import io.holdfast.protection.name.ApplicationName;
import io.holdfast.protection.name.RepositoryName;
import io.holdfast.repository.Repository;
import io.holdfast.repository.TreePath;
import io.holdfast.repository.Trees;
import io.holdfast.repository.compose.Compose;
import io.holdfast.repository.compose.ComposeRequest;
import io.holdfast.repository.compose.Piece;
import io.holdfast.repository.dump.Dump;
import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.id.SnapshotId;
import io.holdfast.repository.lock.RepositoryLock;
import io.holdfast.repository.snapshot.Snapshot;
import io.holdfast.repository.snapshot.SnapshotAuthor;
import io.holdfast.repository.tree.DirectoryNode;
import io.holdfast.repository.tree.Node;
import io.holdfast.repository.tree.NodeName;
import io.holdfast.repository.tree.TreeReader;
import io.holdfast.vault.Belonging;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The segments of the ledger in one repository, whose index is loaded. */
public final class Segments {
  private static final int PERMISSIONS = 0600;

  private final Repository repository;
  private final RepositoryName name;
  private final Consumer<IOException> unreadable;

  /**
   * @param name what the kinds call it
   * @param unreadable is told of each snapshot that is passed over, at each reading: nobody knows
   *     whether it was one of the ledger, whose segments are then missing
   */
  public Segments(Repository repository, RepositoryName name, Consumer<IOException> unreadable) {
    this.repository = repository;
    this.name = name;
    this.unreadable = unreadable;
  }

  /** The lines of which the repository has segments. */
  public List<LedgerLine> lines() throws IOException {
    return repository.snapshots().readable(unreadable::accept).values().stream()
        .flatMap(snapshot -> Belonging.of(snapshot).stream())
        .filter(Belonging.ToLedger.class::isInstance)
        .map(belonging -> line(((Belonging.ToLedger) belonging).application()))
        .distinct()
        .sorted()
        .toList();
  }

  private LedgerLine line(@Nullable ApplicationName application) {
    return application == null ? LedgerLine.of(name) : LedgerLine.of(name, application);
  }

  /** All segments of a line, by writer and number; not yet looked through for flaws. */
  public SortedMap<WriterId, List<Segment>> read(LedgerLine line) throws IOException {
    Map<String, BlobId> roots = new HashMap<>();
    SortedMap<WriterId, SortedMap<String, Segment>> found = new TreeMap<>();
    try (Trees trees = repository.trees()) {
      for (Snapshot snapshot : snapshots(line).values()) {
        roots.put(snapshot.tree().toString(), snapshot.tree());
      }
      for (BlobId root : roots.values()) {
        for (Node writer : nodes(trees, root)) {
          if (writer instanceof DirectoryNode directory) {
            SortedMap<String, Segment> segments =
                found.computeIfAbsent(WriterId.parse(writer.name().text()), _ -> new TreeMap<>());
            for (Node file : nodes(trees, directory.subtree())) {
              String path = "%s of ledger %s".formatted(file.name().text(), line);
              if (!segments.containsKey(path)) {
                segments.put(path, read(path, directory.subtree(), file.name()));
              }
            }
          }
        }
      }
    }
    SortedMap<WriterId, List<Segment>> ordered = new TreeMap<>();
    found.forEach((writer, segments) ->
        ordered.put(
            writer,
            segments.values().stream().sorted(Comparator.comparingLong(Segment::first)).toList()));
    return ordered;
  }

  private Segment read(String path, BlobId directory, NodeName file) throws IOException {
    Optional<byte[]> bytes =
        new Dump(repository).smallFile(directory, TreePath.of(List.of(file)), SegmentText.LARGEST);
    return SegmentText.read(path, bytes.orElseThrow(() -> new IOException(path + " is gone")));
  }

  private static List<Node> nodes(Trees trees, BlobId tree) throws IOException {
    List<Node> nodes = new ArrayList<>();
    TreeReader reader = trees.read(tree);
    for (Node node = reader.next(); node != null; node = reader.next()) {
      nodes.add(node);
    }
    return nodes;
  }

  /** The snapshots of a line, the oldest first; all but the last may go. */
  public SortedMap<Instant, SnapshotId> superseded(LedgerLine line) throws IOException {
    SortedMap<Instant, SnapshotId> byTime = new TreeMap<>();
    snapshots(line).forEach((id, snapshot) -> byTime.put(snapshot.time(), id));
    if (!byTime.isEmpty()) {
      byTime.remove(byTime.lastKey());
    }
    return byTime;
  }

  private Map<SnapshotId, Snapshot> snapshots(LedgerLine line) throws IOException {
    Belonging wanted = new Belonging.ToLedger(line.application());
    Map<SnapshotId, Snapshot> snapshots =
        new TreeMap<>(repository.snapshots().readable(unreadable::accept));
    snapshots
        .values()
        .removeIf(snapshot -> Belonging.of(snapshot).filter(wanted::equals).isEmpty());
    return snapshots;
  }

  /**
   * Stores a segment; it is there for everybody when this returns. The new snapshot holds what can
   * be read of the line; what a damaged one alone had stays lost, and the damaged one stays.
   *
   * @param lock held on the repository; others may hold one, too
   */
  public void append(Segment segment, RepositoryLock lock, SnapshotAuthor author, Instant now)
      throws IOException {
    LedgerLine line = segment.line();
    List<Piece> pieces = new ArrayList<>();
    for (Snapshot snapshot : snapshots(line).values()) {
      pieces.add(new Piece.Entries(TreePath.ROOT, snapshot.tree()));
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
   * Names sort like numbers. The hash keeps apart what a copied machine wrote in the same place, so
   * that neither hides the other.
   */
  private static String fileName(Segment segment) {
    return "%012d-%012d-%s.jsonl"
        .formatted(segment.first(), segment.last(), segment.entries().getLast().hash().brief());
  }
}
