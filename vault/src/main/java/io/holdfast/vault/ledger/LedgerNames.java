package io.holdfast.vault.ledger;

import io.holdfast.protection.ledger.LedgerLine;
import io.holdfast.protection.name.RepositoryName;
import io.holdfast.repository.Repository;
import io.holdfast.repository.snapshot.Snapshot;
import io.holdfast.vault.Belonging;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the ledger in a repository, whose index is loaded, calls the repository. The facts in it say
 * the name and are signed with it, so it stays.
 */
public final class LedgerNames {
  private final Repository repository;

  public LedgerNames(Repository repository) {
    this.repository = repository;
  }

  /**
   * The name that the ledger says, when it never says this one; empty also when it says none.
   *
   * <p>What is lost, or no writer signed, says nothing. When the name is right, the first segment
   * is the only one that is read.
   *
   * @throws IOException when a segment cannot be read now
   */
  public Optional<RepositoryName> otherThan(RepositoryName name) throws IOException {
    Optional<RepositoryName> other = Optional.empty();
    for (Map.Entry<LedgerLine, List<Snapshot>> line : snapshots(name).entrySet()) {
      for (SegmentPlace place :
          SegmentPlace.all(repository, line.getKey(), line.getValue(), LedgerNames::lost)) {
        Optional<RepositoryName> said = name(place);
        if (said.filter(name::equals).isPresent()) {
          return Optional.empty();
        }
        other = other.or(() -> said);
      }
    }
    return other;
  }

  /** The snapshots of each line, under the name that it would have. */
  private Map<LedgerLine, List<Snapshot>> snapshots(RepositoryName name) throws IOException {
    Map<LedgerLine, List<Snapshot>> lines = new TreeMap<>();
    for (Snapshot snapshot : repository.snapshots().readable(_ -> {}).values()) {
      if (Belonging.of(snapshot).orElse(null) instanceof Belonging.ToLedger(var application)) {
        lines
            .computeIfAbsent(new LedgerLine(name, application), _ -> new ArrayList<>())
            .add(snapshot);
      }
    }
    return lines;
  }

  private Optional<RepositoryName> name(SegmentPlace place) throws IOException {
    byte[] bytes;
    try {
      bytes = place.read(repository);
    } catch (IOException unread) {
      lost(place.words(), unread);
      return Optional.empty();
    }
    return SegmentText.signedLine(place, bytes).map(LedgerLine::repository);
  }

  private static void lost(String place, IOException reason) throws IOException {
    if (!Segments.isLost(reason)) {
      throw Segments.unread(place, reason);
    }
  }
}
