package io.holdfast.repository.check;

import io.holdfast.repository.Repository;
import io.holdfast.repository.check.CheckListener.Step;
import io.holdfast.repository.check.CheckReport.Checked;
import io.holdfast.repository.id.PackId;
import io.holdfast.repository.id.SnapshotId;
import io.holdfast.repository.snapshot.Snapshot;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * One check of an open repository; opening it has shown already that the config is sound. It loads
 * an index of its own, and looks past any copies that are kept nearby. To be run once.
 */
public final class Check {
  private final Repository repository;
  private final CheckRequest request;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final CheckListener listener;
  private final Findings findings;

  /**
   * @param clock for the age of locks
   * @param random for choosing packs when some are to be read
   */
  public Check(
      Repository repository,
      CheckRequest request,
      InstantSource clock,
      RandomGenerator random,
      CheckListener listener) {
    this.repository = repository.pastCopies();
    this.request = request;
    this.clock = clock;
    this.random = random;
    this.listener = listener;
    this.findings = new Findings(listener);
  }

  /**
   * Checks, which reads and changes nothing.
   *
   * @throws IOException when the store as a whole cannot be read: damage to what is in it is in the
   *     report instead
   */
  public CheckReport run() throws IOException {
    listener.begins(Step.FILES, -1);
    FileCheck files = new FileCheck(repository, findings, listener);
    files.keys();
    files.locks(clock.instant());
    NavigableMap<SnapshotId, Snapshot> snapshots = files.snapshots(request.connections());
    IndexCheck indexCheck = new IndexCheck(repository, findings, listener);
    int indexFiles = indexCheck.run();
    Map<PackId, Long> packs =
        new PackCheck(repository.store(), repository.index(), findings, listener)
            .run(indexCheck.split());
    long trees =
        new TreeCheck(repository, findings, listener)
            .run(snapshots.values().stream().map(Snapshot::tree).toList(), threads());
    Map<PackId, Long> chosen = PackChoice.of(request.reading(), packs, random);
    long bytesRead = read(chosen, indexCheck.split());
    Checked checked =
        new Checked(
            snapshots.size(),
            indexFiles,
            packs.size(),
            repository.index().blobCount(),
            trees,
            chosen.size(),
            bytesRead);
    ReachSearch search = new ReachSearch(repository, findings, listener);
    return search.report(snapshots, checked);
  }

  private long read(Map<PackId, Long> packs, Set<PackId> split) throws IOException {
    if (packs.isEmpty()) {
      return 0;
    }
    try (DataCheck data = new DataCheck(repository, findings, listener)) {
      data.run(packs, split, request.connections());
      return data.bytesRead();
    }
  }

  private int threads() {
    return Math.max(request.connections(), Runtime.getRuntime().availableProcessors());
  }
}
