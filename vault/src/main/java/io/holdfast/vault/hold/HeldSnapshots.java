package io.holdfast.vault.hold;

import io.holdfast.protection.hold.Hold;
import io.holdfast.protection.ledger.LedgerLine;
import io.holdfast.protection.name.ApplicationName;
import io.holdfast.protection.name.PointId;
import io.holdfast.protection.name.RepositoryName;
import io.holdfast.protection.safeguard.Administrators;
import io.holdfast.protection.standing.Standing;
import io.holdfast.repository.Repository;
import io.holdfast.repository.id.SnapshotId;
import io.holdfast.repository.snapshot.Snapshot;
import io.holdfast.vault.Belonging;
import io.holdfast.vault.ledger.Segments;
import io.holdfast.vault.point.Leftovers;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which snapshots holds keep, by the ledger in the repository: those of a held point, and those of
 * the ledger that tell of its hold.
 *
 * <p>Releases count after the delay alone: whether there is a second person, a repository does not
 * know.
 */
public final class HeldSnapshots {
  /** What the kinds call the repository is of no account here. */
  private static final RepositoryName NAME = RepositoryName.parse("repository");

  private final Repository repository;
  private final Instant storeTime;
  private final Map<ApplicationName, Map<PointId, List<Hold>>> held = new HashMap<>();
  private final Map<ApplicationName, Set<SnapshotId>> superseded = new HashMap<>();

  /**
   * @param repository its index is loaded when it is needed: when any snapshot is ours
   * @param storeTime the store's own time, not this machine's
   */
  public HeldSnapshots(Repository repository, Instant storeTime) {
    this.repository = repository;
    this.storeTime = storeTime;
  }

  /**
   * The held ones among these, each with the holds in force.
   *
   * @throws IOException also when the holds cannot be read: then nothing is known
   */
  public Map<SnapshotId, List<Hold>> among(Map<SnapshotId, Snapshot> snapshots) throws IOException {
    Map<SnapshotId, List<Hold>> found = new LinkedHashMap<>();
    for (Map.Entry<SnapshotId, Snapshot> entry : snapshots.entrySet()) {
      List<Hold> holds = of(entry.getKey(), entry.getValue());
      if (!holds.isEmpty()) {
        found.put(entry.getKey(), holds);
      }
    }
    return found;
  }

  private List<Hold> of(SnapshotId id, Snapshot snapshot) throws IOException {
    Optional<PointId> point = Leftovers.point(snapshot);
    if (point.isPresent()) {
      return held(point.get().application()).getOrDefault(point.get(), List.of());
    }
    if (Belonging.of(snapshot).orElse(null) instanceof Belonging.ToLedger(ApplicationName line)
        && line != null) {
      List<Hold> told = held(line).values().stream().flatMap(List::stream).toList();
      return told.isEmpty() || superseded(line).contains(id) ? List.of() : told;
    }
    return List.of();
  }

  private Map<PointId, List<Hold>> held(ApplicationName application) throws IOException {
    Map<PointId, List<Hold>> known = held.get(application);
    if (known == null) {
      known = read(application);
      held.put(application, known);
    }
    return known;
  }

  private Map<PointId, List<Hold>> read(ApplicationName application) throws IOException {
    Standing standing;
    try {
      repository.loadIndex();
      standing =
          Standing.of(segments().facts(LedgerLine.of(NAME, application)), Administrators.ONE);
    } catch (IOException failure) {
      throw unknown(application, failure);
    }
    Map<PointId, List<Hold>> holds = new HashMap<>();
    for (PointId point : standing.holds().keySet()) {
      List<Hold> inForce = standing.inForce(point, storeTime);
      if (!inForce.isEmpty()) {
        holds.put(point, inForce);
      }
    }
    return holds;
  }

  private static IOException unknown(ApplicationName application, IOException failure) {
    return new IOException(
        "which restore points of %s are held cannot be read, so none of its snapshots is removed: %s"
            .formatted(application, failure.getMessage()),
        failure);
  }

  /** What cannot be read may be what tells of a hold. */
  private Segments segments() {
    return Segments.wholeOf(repository, NAME);
  }

  private Set<SnapshotId> superseded(ApplicationName application) throws IOException {
    Set<SnapshotId> known = superseded.get(application);
    if (known == null) {
      known = new HashSet<>(segments().superseded(LedgerLine.of(NAME, application)));
      superseded.put(application, known);
    }
    return known;
  }
}
