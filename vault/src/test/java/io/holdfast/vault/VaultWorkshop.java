package io.holdfast.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.holdfast.protection.name.PointId;
import io.holdfast.protection.name.VolumeName;
import io.holdfast.protection.point.Completeness;
import io.holdfast.protection.point.Consistency;
import io.holdfast.protection.point.ContentId;
import io.holdfast.protection.point.Cut;
import io.holdfast.protection.point.Manifest;
import io.holdfast.protection.point.VolumeOutcome;
import io.holdfast.repository.Creation;
import io.holdfast.repository.Opening;
import io.holdfast.repository.Repository;
import io.holdfast.repository.backup.Backup;
import io.holdfast.repository.backup.BackupCounts;
import io.holdfast.repository.backup.BackupListener;
import io.holdfast.repository.backup.BackupReport;
import io.holdfast.repository.backup.BackupRequest;
import io.holdfast.repository.backup.Selection;
import io.holdfast.repository.backup.Source;
import io.holdfast.repository.chunk.ChunkerParameters;
import io.holdfast.repository.crypto.Password;
import io.holdfast.repository.crypto.ScryptParameters;
import io.holdfast.repository.file.BytePath;
import io.holdfast.repository.id.SnapshotId;
import io.holdfast.repository.lock.LockHolder;
import io.holdfast.repository.lock.LockTiming;
import io.holdfast.repository.lock.Locking;
import io.holdfast.repository.lock.Locks;
import io.holdfast.repository.lock.RepositoryLock;
import io.holdfast.repository.snapshot.SnapshotAuthor;
import io.holdfast.repository.store.MemoryObjectStore;
import io.holdfast.repository.store.ObjectContent;
import io.holdfast.repository.store.ObjectKind;
import io.holdfast.repository.store.ObjectName;
import io.holdfast.repository.store.ObjectStore;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A repository in memory, and what a run does before it seals; for tests. */
public final class VaultWorkshop {
  public static final PointId POINT = PointId.parse("shop-20261129t041500z-7f3a");
  public static final VolumeName ORDERS = VolumeName.parse("orders");
  public static final VolumeName IMAGES = VolumeName.parse("images");
  public static final Instant START = Instant.parse("2026-11-29T04:15:00Z");
  public static final SnapshotAuthor AUTHOR = new SnapshotAuthor("host", "user", 0, 0, "holdfast");

  private static final SecureRandom RANDOM = new SecureRandom();

  private final ObjectStore store;

  public VaultWorkshop() throws IOException {
    this(new MemoryObjectStore());
  }

  /** In a store that is the test's. */
  public VaultWorkshop(ObjectStore store) throws IOException {
    this.store = store;
    try (var password = password()) {
      var made =
          new Creation(
                  ChunkerParameters.Gear.generate(RANDOM),
                  new ScryptParameters(1024, 8, 1),
                  "user",
                  "host")
              .create(store, password, RANDOM, START);
      made.key().close();
    }
  }

  private static Password password() {
    return Password.of("correct horse".getBytes(UTF_8));
  }

  /** Opens it, with its index loaded; nobody needs to close it. */
  public Repository open() throws IOException {
    try (var password = password()) {
      if (Opening.open(store, password, Optional.empty(), RANDOM)
          instanceof Opening.Opened(var repository)) {
        repository.loadIndex();
        return repository;
      }
    }
    throw new IllegalStateException("the repository does not open");
  }

  /** Changes a byte of a snapshot, as a disk does. */
  public void damage(SnapshotId id) throws IOException {
    var name = ObjectName.of(ObjectKind.SNAPSHOT, id.hash());
    var bytes = store.read(name, 0, (int) store.size(name));
    bytes[bytes.length / 2] ^= 1;
    store.delete(name);
    store.put(name, ObjectContent.of(bytes));
  }

  /** Something done under a lock. */
  public interface Work {
    void run(Repository repository, RepositoryLock lock) throws IOException, InterruptedException;
  }

  /** Does it under a lock that others may hold, too. */
  public void locked(Work work) throws IOException, InterruptedException {
    locked(false, work);
  }

  /** Does it while nobody else holds a lock, or while others may. */
  public void locked(boolean exclusive, Work work) throws IOException, InterruptedException {
    var repository = open();
    var locks =
        new Locks(
            store,
            repository.objects(),
            new LockHolder("host", "user", 1, 0, 0),
            new LockTiming(
                Duration.ZERO,
                Duration.ofMinutes(5),
                Duration.ofMinutes(30),
                Duration.ofMinutes(20)),
            InstantSource.system(),
            _ -> true);
    if (!(locks.acquire(exclusive) instanceof Locking.Acquired(var lock))) {
      throw new IllegalStateException("locked");
    }
    try (lock) {
      work.run(repository, lock);
    }
  }

  /** Moves a directory as a part of a point. */
  public BackupReport move(Belonging belonging, Path directory)
      throws IOException, InterruptedException {
    var reports = new ArrayList<BackupReport>();
    locked((repository, lock) ->
        reports.add(
            new Backup(
                    repository,
                    lock,
                    InstantSource.system(),
                    new BackupCounts(),
                    BackupListener.SILENT)
                .run(
                    new BackupRequest(
                        new Source.Volume(
                            BytePath.of(directory.toString()), BytePath.of(belonging.path())),
                        Selection.EVERYTHING,
                        new BackupRequest.Labels(START, belonging.tags(), AUTHOR, List.of()),
                        BackupRequest.Comparison.DEFAULT,
                        BackupRequest.Settings.DEFAULT))));
    return reports.getFirst();
  }

  /** What a manifest says of a volume that was moved. */
  public static VolumeOutcome captured(VolumeName volume, BackupReport report) {
    return new VolumeOutcome.Captured(
        volume,
        "/srv/" + volume,
        Consistency.ATOMIC,
        new VolumeOutcome.Content(
            ContentId.parse(report.id().orElseThrow().hex()),
            ContentId.parse(report.snapshot().tree().toString()),
            1,
            1,
            List.of()),
        new Completeness(1, 0, 0, List.of()));
  }

  /** A manifest of {@link #POINT}. */
  public static Manifest manifest(VolumeOutcome... outcomes) {
    return new Manifest(
        POINT,
        POINT.application(),
        new Manifest.Origin("host", "holdfast", START, null),
        new Cut(START, START, Duration.ZERO),
        Consistency.ATOMIC,
        List.of(outcomes),
        new Manifest.Surroundings(List.of(), List.of("policy.yaml"), List.of()));
  }
}
