package io.holdfast.vault.ledger;

import io.holdfast.protection.ledger.Chain;
import io.holdfast.protection.ledger.Entry;
import io.holdfast.protection.ledger.Fact;
import io.holdfast.protection.ledger.FactBody;
import io.holdfast.protection.ledger.Flaw;
import io.holdfast.protection.ledger.FoundSegment;
import io.holdfast.protection.ledger.LedgerLine;
import io.holdfast.protection.ledger.Segment;
import io.holdfast.protection.ledger.WriterId;
import io.holdfast.protection.name.ApplicationName;
import io.holdfast.protection.name.RepositoryName;
import io.holdfast.repository.Repository;
import io.holdfast.repository.Trees;
import io.holdfast.repository.blob.Damage;
import io.holdfast.repository.dump.TooLargeException;
import io.holdfast.repository.id.SnapshotId;
import io.holdfast.repository.lock.RepositoryLock;
import io.holdfast.repository.snapshot.Snapshot;
import io.holdfast.repository.snapshot.SnapshotAuthor;
import io.holdfast.vault.Belonging;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The segments of the ledger in one repository, whose index is loaded. */
public final class Segments {
  private final Repository repository;
  private final RepositoryName name;
  private final Snapshots snapshots;
  private final Demand demand;
  private final Consumer<IOException> passedOver;

  /**
   * @param name what the kinds call it
   * @param passedOver is told of everything that cannot be read, at each reading: of a snapshot
   *     nobody knows whether it was one of the ledger, whose segments are then missing
   */
  public Segments(Repository repository, RepositoryName name, Consumer<IOException> passedOver) {
    this(
        repository,
        name,
        () -> repository.snapshots().readable(passedOver::accept),
        Demand.WHAT_CAN_BE_READ,
        passedOver);
  }

  private Segments(
      Repository repository,
      RepositoryName name,
      Snapshots snapshots,
      Demand demand,
      Consumer<IOException> passedOver) {
    this.repository = repository;
    this.name = name;
    this.snapshots = snapshots;
    this.demand = demand;
    this.passedOver = passedOver;
  }

  /** What of the ledger must be there. */
  private enum Demand {
    WHAT_CAN_BE_READ,
    ALL_UNDER_ANY_NAME,
    ALL
  }

  /**
   * The same for whoever must not act on a part: {@link #facts} and {@link #superseded} fail while
   * anything cannot be read, be it a snapshot or what lies among the segments, for a newer program
   * may say a hold in it. Nor may it be of a repository with another name, whose decisions would
   * not be seen as such.
   */
  public static Segments whole(Repository repository, RepositoryName name) {
    return new Segments(repository, name, repository.snapshots()::all, Demand.ALL, _ -> {});
  }

  /** The same for whoever does not know what the kinds call the repository. */
  public static Segments wholeOf(Repository repository, RepositoryName anyName) {
    return new Segments(
        repository, anyName, repository.snapshots()::all, Demand.ALL_UNDER_ANY_NAME, _ -> {});
  }

  /** All snapshots of the repository. */
  private interface Snapshots {
    Map<SnapshotId, Snapshot> read() throws IOException;
  }

  /** The lines of which the repository has segments. */
  public List<LedgerLine> lines() throws IOException {
    return snapshots.read().values().stream()
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

  /** What is told of each segment, or directory of segments, that cannot be read. */
  public interface Unreadable {
    void found(String place, IOException reason) throws IOException;
  }

  /**
   * All segments of a line as they are, by writer.
   *
   * @param damaged is told of those that cannot be read; the others are found nevertheless
   */
  public SortedMap<WriterId, List<FoundSegment>> found(LedgerLine line, Unreadable damaged)
      throws IOException {
    SortedMap<WriterId, List<FoundSegment>> found = new TreeMap<>();
    for (SegmentPlace place : places(line, damaged)) {
      List<FoundSegment> segments = found.computeIfAbsent(place.writer(), _ -> new ArrayList<>());
      try {
        segments.add(SegmentText.found(place, place.read(repository)));
      } catch (IOException unread) {
        damaged.found(place.words(), unread);
      }
    }
    return found;
  }

  /**
   * The segments of a writer in a line, in order; not yet looked through for flaws. What is lost,
   * or is none, is passed over: whoever can write into the repository can put it there.
   *
   * @param after segments that end with this number or before are left out, and not read
   * @throws IOException when one cannot be read now, or its writer signed what this cannot read
   */
  public List<Segment> of(LedgerLine line, WriterId writer, long after) throws IOException {
    List<Segment> segments = new ArrayList<>();
    for (SegmentPlace place : places(line, this::lost)) {
      if (place.writer().equals(writer) && place.last() > after) {
        read(place).ifPresent(segments::add);
      }
    }
    segments.sort(Comparator.comparingLong(Segment::first));
    return segments;
  }

  private Optional<Segment> read(SegmentPlace place) throws IOException {
    byte[] bytes;
    try {
      bytes = place.read(repository);
    } catch (IOException unread) {
      lost(place.words(), unread);
      return Optional.empty();
    }
    try {
      return Optional.of(SegmentText.read(place.words(), bytes));
    } catch (IOException malformed) {
      if (SegmentText.isSigned(place, bytes)) {
        throw new IOException(
            "%s; its writer signed it: a newer holdfast than this one may have written it"
                .formatted(malformed.getMessage()),
            malformed);
      }
      passedOver.accept(malformed);
      return Optional.empty();
    }
  }

  /** Passes over what will not be there later either. */
  private void lost(String place, IOException reason) throws IOException {
    if (!isLost(reason)) {
      throw unread(place, reason);
    }
    passedOver.accept(unread(place, reason));
  }

  /** Whether what could not be read will not be there later either. */
  static boolean isLost(IOException reason) {
    return Damage.is(reason) || reason instanceof TooLargeException;
  }

  static IOException unread(String place, IOException reason) {
    return new IOException("%s cannot be read: %s".formatted(place, reason.getMessage()), reason);
  }

  /**
   * All segments of a line, by writer and number.
   *
   * @throws IOException when one cannot be read and this must not act on a part
   */
  private SortedMap<WriterId, List<Segment>> read(LedgerLine line) throws IOException {
    SortedMap<WriterId, List<Segment>> segments = new TreeMap<>();
    for (SegmentPlace place : places(line, this::missing)) {
      try {
        Segment segment = SegmentText.read(place.words(), place.read(repository));
        if (demand == Demand.ALL && !segment.line().equals(line)) {
          throw new IOException(
              "it is one of %s: a repository stays what it is in its ledger, so declare it as %s"
                  .formatted(segment.line(), segment.line().repository()));
        }
        segments.computeIfAbsent(place.writer(), _ -> new ArrayList<>()).add(segment);
      } catch (InterruptedIOException stopped) {
        throw stopped;
      } catch (IOException unread) {
        missing(place.words(), unread);
      }
    }
    segments.values().removeIf(List::isEmpty);
    segments.values().forEach(ofOne -> ofOne.sort(Comparator.comparingLong(Segment::first)));
    return segments;
  }

  private void missing(String place, IOException reason) throws IOException {
    IOException unread = unread(place, reason);
    if (demand != Demand.WHAT_CAN_BE_READ) {
      throw unread;
    }
    passedOver.accept(unread);
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
      Chain end = Chain.empty(line, segments.getFirst().writer());
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
        files.put(entry.getKey(), SegmentPlace.files(trees, entry.getValue().tree()));
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

  private List<SegmentPlace> places(LedgerLine line, Unreadable damaged) throws IOException {
    return SegmentPlace.all(repository, line, snapshots(line).values(), damaged);
  }

  private Map<SnapshotId, Snapshot> snapshots(LedgerLine line) throws IOException {
    Belonging wanted = new Belonging.ToLedger(line.application());
    Map<SnapshotId, Snapshot> ofLine = new TreeMap<>(snapshots.read());
    ofLine.values().removeIf(snapshot -> Belonging.of(snapshot).filter(wanted::equals).isEmpty());
    return ofLine;
  }

  /**
   * Stores a segment; it is there for everybody when this returns. The new snapshot holds what the
   * writers' directories of the line hold, and nothing else; what a damaged snapshot alone had
   * stays lost, and the damaged one stays.
   *
   * @param lock held on the repository; others may hold one, too
   */
  public void append(Segment segment, RepositoryLock lock, SnapshotAuthor author, Instant now)
      throws IOException {
    new SegmentAppend(repository, snapshots(segment.line()).values(), this::lost)
        .run(segment, lock, author, now);
  }
}
