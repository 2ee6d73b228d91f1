package io.holdfast.vault.ledger;

import io.holdfast.protection.ledger.Chain;
import io.holdfast.protection.ledger.Entry;
import io.holdfast.protection.ledger.Fact;
import io.holdfast.protection.ledger.FactBody;
import io.holdfast.protection.ledger.Flaw;
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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The segments of the ledger in one repository, whose index is loaded. */
public final class Segments {
  private static final int PERMISSIONS = 0600;

  private final Repository repository;
  private final RepositoryName name;

  /**
   * @param name what the kinds call it
   */
  public Segments(Repository repository, RepositoryName name) {
    this.repository = repository;
    this.name = name;
  }

  /** The lines of which the repository has segments. */
  public List<LedgerLine> lines() throws IOException {
    return repository.snapshots().all().values().stream()
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

  /**
   * The facts of a line, for deciding what stays.
   *
   * <p>Of a segment that is not its writer's, or was changed, only holds count: whoever forged it
   * must not end one by it.
   */
  public List<Fact> facts(LedgerLine line) throws IOException {
    List<Fact> facts = new ArrayList<>();
    for (List<Segment> segments : read(line).values()) {
      Chain end = Chain.empty(segments.getFirst().line(), segments.getFirst().writer());
      for (Segment segment : segments) {
        boolean sound = segment.flaws(end).stream().allMatch(Flaw.Missing.class::isInstance);
        segment.entries().stream()
            .map(Entry::fact)
            .filter(fact -> sound || fact.body() instanceof FactBody.HoldPlaced)
            .forEach(facts::add);
        end = Chain.endingWith(segment.entries().getLast());
      }
    }
    return List.copyOf(facts);
  }

  /**
   * The snapshots of a line that may go: every segment in them is in another one that stays.
   *
   * <p>Two writers that appended at the same moment made two of which neither has all; the later
   * one does not stand for the other.
   */
  public List<SnapshotId> superseded(LedgerLine line) throws IOException {
    Map<SnapshotId, Set<String>> files = new HashMap<>();
    Map<SnapshotId, Snapshot> snapshots = snapshots(line);
    try (Trees trees = repository.trees()) {
      for (Map.Entry<SnapshotId, Snapshot> entry : snapshots.entrySet()) {
        files.put(entry.getKey(), files(trees, entry.getValue().tree()));
      }
    }
    List<SnapshotId> newestFirst = new ArrayList<>(snapshots.keySet());
    newestFirst.sort(
        Comparator.comparingInt((SnapshotId id) -> files.getOrDefault(id, Set.of()).size())
            .thenComparing(id -> Objects.requireNonNull(snapshots.get(id)).time())
            .reversed()
            .thenComparing(Comparator.naturalOrder()));
    List<Set<String>> staying = new ArrayList<>();
    List<SnapshotId> superseded = new ArrayList<>();
    for (SnapshotId id : newestFirst) {
      Set<String> own = files.getOrDefault(id, Set.of());
      if (staying.stream().anyMatch(other -> other.containsAll(own))) {
        superseded.add(id);
      } else {
        staying.add(own);
      }
    }
    return List.copyOf(superseded);
  }

  private static Set<String> files(Trees trees, BlobId root) throws IOException {
    Set<String> files = new HashSet<>();
    for (Node writer : nodes(trees, root)) {
      if (writer instanceof DirectoryNode directory) {
        for (Node file : nodes(trees, directory.subtree())) {
          files.add(writer.name().text() + "/" + file.name().text());
        }
      }
    }
    return files;
  }

  private Map<SnapshotId, Snapshot> snapshots(LedgerLine line) throws IOException {
    Belonging wanted = new Belonging.ToLedger(line.application());
    Map<SnapshotId, Snapshot> snapshots = new TreeMap<>(repository.snapshots().all());
    snapshots
        .values()
        .removeIf(snapshot -> Belonging.of(snapshot).filter(wanted::equals).isEmpty());
    return snapshots;
  }

  /**
   * Stores a segment; it is there for everybody when this returns.
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
