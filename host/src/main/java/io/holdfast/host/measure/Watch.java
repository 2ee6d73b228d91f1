package io.holdfast.host.measure;

import io.holdfast.api.kind.Kind;
import io.holdfast.api.kind.Policy;
import io.holdfast.api.kind.Repository;
import io.holdfast.catalog.PointRows;
import io.holdfast.host.coverage.CoverageSurvey;
import io.holdfast.host.kind.Kinds;
import io.holdfast.host.kind.NamedKinds;
import io.holdfast.host.repository.Repositories;
import io.holdfast.host.volume.Mounting;
import io.holdfast.protection.coverage.Coverage;
import io.holdfast.protection.measure.Measurements;
import io.holdfast.protection.measure.Measurements.Probe;
import io.holdfast.protection.name.PointId;
import io.holdfast.protection.name.RepositoryName;
import io.holdfast.repository.store.ObjectStore;
import io.holdfast.repository.store.UnknownTimeException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Looks at what may take its time, and remembers what it saw. Thread-safe. */
public final class Watch {
  /** How long a store may take to answer. */
  public static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Kinds kinds;
  private final FactTally facts;
  private final InstantSource clock;
  private final Path fstab;
  private final StoreAttempts<Optional<Duration>> clocks;
  private final StoreAttempts<KeysSeen> keys;
  private final StoreAttempts<Set<PointId>> points;
  private final Map<RepositoryName, Probe> probes = new ConcurrentHashMap<>();
  private final Map<RepositoryName, KeysSeen> opened = new ConcurrentHashMap<>();
  private final Map<RepositoryName, PointsSeen> seen = new ConcurrentHashMap<>();

  private volatile @Nullable Seen coverage;

  /** What was seen of the directories, and how it was told apart. */
  private record Seen(@Nullable Instant checked, List<String> unprotected) {}

  /**
   * What was seen of the points of a repository.
   *
   * @param missing those that are not there any more, as at the last look that could tell
   * @param failure why the last look could not tell; absent when it could
   */
  record PointsSeen(Set<PointId> missing, @Nullable String failure) {
    static final PointsSeen NOT_YET = new PointsSeen(Set.of(), null);
  }

  /**
   * @param fstab says what should be mounted
   */
  Watch(
      Kinds kinds,
      PointRows points,
      Repositories repositories,
      FactTally facts,
      InstantSource clock,
      Path fstab) {
    this.kinds = kinds;
    this.fstab = fstab;
    this.facts = facts;
    this.clock = clock;
    this.clocks = new StoreAttempts<>(repository -> difference(repositories, repository));
    this.keys = new StoreAttempts<>(new PasswordTrials(repositories, clock)::of);
    this.points = new StoreAttempts<>(new MissingPoints(points, repositories)::of);
  }

  /** How far the clock of a store is ahead; empty when it tells no time. */
  private Optional<Duration> difference(Repositories repositories, Repository repository)
      throws IOException {
    try (ObjectStore store = repositories.store(repository)) {
      Instant before = clock.instant();
      Instant there = store.clock();
      Duration took = Duration.between(before, clock.instant());
      return Optional.of(Duration.between(before.plus(took.dividedBy(2)), there));
    } catch (UnknownTimeException untold) {
      return Optional.empty();
    }
  }

  /**
   * Tries to reach every store and to open the repository in it, and looks whether it has the
   * points that are listed here; a store that does not answer in time was not reached.
   */
  public void probe(Duration patience) throws IOException, InterruptedException {
    List<Repository> declared = kinds.repositories();
    List<RepositoryName> names =
        declared.stream().map(Repository::name).map(RepositoryName::parse).toList();
    probes.keySet().retainAll(names);
    opened.keySet().retainAll(names);
    seen.keySet().retainAll(names);
    probe(declared, patience);
  }

  /** Tries to reach the stores that nobody has tried to reach since the program began. */
  public void probeUntried(Duration patience) throws IOException, InterruptedException {
    probe(
        kinds.repositories().stream()
            .filter(repository -> !probes.containsKey(RepositoryName.parse(repository.name())))
            .toList(),
        patience);
  }

  private void probe(List<Repository> some, Duration patience) throws InterruptedException {
    for (Repository repository : some) {
      RepositoryName name = RepositoryName.parse(repository.name());
      Probe probe = reach(repository, patience);
      if (probe.reached()) {
        opened.put(name, open(repository, opened.get(name), patience));
        seen.put(name, look(repository, points(name), patience));
      }
      probes.put(name, probe);
    }
  }

  private Probe reach(Repository repository, Duration patience) throws InterruptedException {
    try {
      Optional<Duration> difference = clocks.ask(repository, patience);
      return new Probe(clock.instant(), null, difference.orElse(null));
    } catch (IOException unreached) {
      return new Probe(clock.instant(), String.valueOf(unreached.getMessage()), null);
    }
  }

  /** What keys there were is known until a look can tell anew. */
  private KeysSeen open(Repository repository, @Nullable KeysSeen before, Duration patience)
      throws InterruptedException {
    try {
      return keys.ask(repository, patience);
    } catch (IOException unknown) {
      return new KeysSeen(
          String.valueOf(unknown.getMessage()), before == null ? null : before.kits());
    }
  }

  /** What is missing stays missing until a look finds it. */
  private PointsSeen look(Repository repository, PointsSeen before, Duration patience)
      throws InterruptedException {
    try {
      return new PointsSeen(points.ask(repository, patience), null);
    } catch (IOException unknown) {
      return new PointsSeen(before.missing, String.valueOf(unknown.getMessage()));
    }
  }

  /** What was last seen of the keys of a repository; empty while nobody tried to open it. */
  Optional<KeysSeen> opened(RepositoryName repository) {
    return Optional.ofNullable(opened.get(repository));
  }

  /** The points that a repository did not have any more when somebody last looked. */
  public Set<PointId> missing(RepositoryName repository) {
    return points(repository).missing;
  }

  PointsSeen points(RepositoryName repository) {
    return seen.getOrDefault(repository, PointsSeen.NOT_YET);
  }

  /** Reads all directories that policies name. */
  public void survey() throws IOException {
    List<Kind> all = kinds.all();
    List<Policy> policies =
        all.stream().filter(Policy.class::isInstance).map(Policy.class::cast).toList();
    coverage =
        CoverageSurvey.of(policies, new NamedKinds(all).subjects(), Mounting.now(fstab))
            .map(found -> after(coverage, found, clock.instant()))
            .orElse(null);
  }

  private static Seen after(@Nullable Seen before, Coverage now, Instant time) {
    if (now.unknown().isEmpty()) {
      return new Seen(time, now.unprotected());
    }
    // What cannot be read now is as it was: an alarm does not end because a disk is away.
    var unprotected = new TreeSet<>(now.unprotected());
    if (before != null) {
      before.unprotected.stream().filter(now::isUnknown).forEach(unprotected::add);
    }
    return new Seen(before == null ? null : before.checked, List.copyOf(unprotected));
  }

  /** Compares every fact in the catalog with its hash and with the fact before it. */
  public void verify() throws IOException {
    facts.reread();
  }

  Optional<Probe> probed(RepositoryName repository) {
    return Optional.ofNullable(probes.get(repository));
  }

  /** What was last seen of the directories, for policies that name some. */
  Measurements.Coverage covered() {
    Seen seen = coverage;
    return seen == null
        ? new Measurements.Coverage(null, List.of())
        : new Measurements.Coverage(seen.checked, seen.unprotected);
  }
}
