package io.holdfast.repository.backup;

import io.holdfast.repository.Repository;
import io.holdfast.repository.Trees;
import io.holdfast.repository.backup.BackupRequest.Settings;
import io.holdfast.repository.blob.BlobWriter;
import io.holdfast.repository.file.BytePath;
import io.holdfast.repository.file.Host;
import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.id.SnapshotId;
import io.holdfast.repository.lock.RepositoryLock;
import io.holdfast.repository.snapshot.Completeness;
import io.holdfast.repository.snapshot.Snapshot;
import io.holdfast.repository.snapshot.SnapshotLineage;
import io.holdfast.repository.snapshot.SnapshotScope;
import io.holdfast.repository.snapshot.SnapshotSummary;
import io.holdfast.repository.task.Tasks;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes a snapshot; to be used once. */
public final class Backup {
  private static final int WORKERS = Runtime.getRuntime().availableProcessors();

  private final Repository repository;
  private final RepositoryLock lock;
  private final InstantSource clock;
  private final BackupCounts counts;
  private final Recorder recorder;

  /**
   * @param repository whose index need not be loaded
   * @param lock held on it
   * @param counts for whoever shows how far it is
   */
  public Backup(
      Repository repository,
      RepositoryLock lock,
      InstantSource clock,
      BackupCounts counts,
      BackupListener listener) {
    this.repository = repository;
    this.lock = lock;
    this.clock = clock;
    this.counts = counts;
    this.recorder = new Recorder(listener, counts);
  }

  /**
   * Backs up.
   *
   * <p>When it is interrupted, what was stored so far is indexed, so that the next run finds it.
   *
   * @throws IOException when the repository fails, or a stream, or when no path of the source is
   *     there, or a volume cannot be listed; the repository is as valid as before
   */
  public BackupReport run(BackupRequest request) throws IOException {
    Instant start = clock.instant();
    Targets targets = targets(request);
    Map<SnapshotId, Snapshot> snapshots =
        repository
            .snapshots()
            .readable(damage -> recorder.warned(damage.getMessage() + "; it cannot be the parent"));
    Optional<SnapshotId> parent =
        request.comparison().parent().choose(snapshots, request.labels(), targets.texts());
    @Nullable BlobId parentTree =
        parent.map(id -> Objects.requireNonNull(snapshots.get(id)).tree()).orElse(null);
    recorder.lost(repository.loadIndexOfStoredPacks());

    BlobId tree = store(request, targets, parentTree);
    SnapshotSummary summary =
        new SnapshotSummary(
            start,
            clock.instant(),
            counts.files(),
            counts.directories(),
            counts.added(),
            counts.filesDone(),
            counts.bytesDone());
    Completeness completeness = recorder.completeness();
    Snapshot snapshot =
        new Snapshot(
            request.labels().time(),
            tree,
            new SnapshotScope(targets.texts(), request.labels().excludes(), completeness),
            request.labels().tags(),
            request.labels().author(),
            new SnapshotLineage(parent.orElse(null), null),
            summary);
    if (request.settings().skipUnchanged() && tree.equals(parentTree)) {
      return new BackupReport(Optional.empty(), snapshot, summary, completeness);
    }
    lock.confirm();
    SnapshotId id = repository.snapshots().save(snapshot);
    return new BackupReport(Optional.of(id), snapshot, summary, completeness);
  }

  private Targets targets(BackupRequest request) throws IOException {
    return switch (request.source()) {
      case Source.Paths(List<BytePath> paths) ->
          Targets.of(paths, Host.workingDirectory(), recorder);
      case Source.Volume volume -> {
        VolumeRoot.open(volume).release(); // trouble is told before the index is read
        yield VolumeRoot.targets(volume);
      }
      case Source.Stream stream -> StreamBackup.targets(stream);
    };
  }

  private BlobId store(BackupRequest request, Targets targets, @Nullable BlobId parentTree)
      throws IOException {
    Settings settings = request.settings();
    try (BlobWriter writer = repository.newWriter(settings.writing(), lock);
        Lane last = new Lane(repository.newCodec(settings.level()))) {
      try {
        BlobId tree = capture(request, targets, parentTree, writer);
        writer.flush(last.codec());
        return tree;
      } catch (InterruptedIOException interrupted) {
        // What was stored is of use to the next run, which has to find it.
        boolean wasSet = Thread.interrupted();
        try {
          writer.salvage(last.codec());
        } catch (IOException lost) {
          throw new UnindexedPacksException(interrupted, lost);
        } finally {
          if (wasSet) {
            Thread.currentThread().interrupt();
          }
        }
        throw interrupted;
      }
    }
  }

  private BlobId capture(
      BackupRequest request, Targets targets, @Nullable BlobId parentTree, BlobWriter writer)
      throws IOException {
    Settings settings = request.settings();
    KnownTrees knownTrees = new KnownTrees(repository.reader(), repository.index(), recorder);
    Saver saver = new Saver(writer, knownTrees, counts);
    Trunk trunk = new Trunk(saver, recorder);
    EntryMetadata metadata =
        new EntryMetadata(settings.accessTimes(), beforeDevices(request.source()));
    try (Workers workers =
            new Workers(WORKERS, () -> new Lane(repository.newCodec(settings.level())));
        Tasks readers = Tasks.computing("read", settings.readers(), settings.readers());
        Trees parentTrees = repository.trees()) {
      ReadBuffers buffers =
          new ReadBuffers(settings.readers() + 1, repository.chunker().usuallyAtMost(), workers);
      ContentReader contents =
          new ContentReader(repository.chunker(), buffers, workers, saver, counts);
      try {
        switch (request.source()) {
          case Source.Files files -> {
            Capture capture =
                new Capture(
                    metadata,
                    recorder,
                    counts,
                    saver,
                    trunk,
                    contents,
                    request.settings().changes());
            Dispatch dispatch = new Dispatch(workers, readers, capture, trunk);
            Walk walk =
                new Walk(
                    selection(request),
                    new FileComparison(request.comparison(), repository.index()),
                    metadata,
                    recorder,
                    parentTrees,
                    knownTrees,
                    dispatch);
            walk(() -> {
              switch (files) {
                case Source.Paths _ -> walk.run(targets.root(), parentTree);
                case Source.Volume volume ->
                    walk.run(new VolumeRoot(volume, request.labels().author()), parentTree);
              }
              dispatch.flush();
            });
          }
          case Source.Stream stream ->
              new StreamBackup(contents, trunk, recorder, request.labels()).run(stream, readers);
        }
        readers.join();
      } catch (IOException failed) {
        // Readers and walk fail because the workers did: that is what there is to say.
        workers.throwFailure();
        throw failed;
      }
      workers.join();
      return trunk.root();
    }
  }

  private static long beforeDevices(Source source) {
    return source instanceof Source.Volume volume ? VolumeRoot.beforeDevices(volume) : 0;
  }

  private static Selection selection(BackupRequest request) {
    return request.source() instanceof Source.Volume volume
        ? VolumeRoot.seenFromRoot(volume, request.selection())
        : request.selection();
  }

  // On a thread that can be given up: whoever is told to stop would wait for a dead network disk.
  private static void walk(Tasks.Task walk) throws IOException {
    try (Tasks walker = Tasks.computing("walk", 1, 1)) {
      walker.submit(walk);
      walker.join();
    }
  }
}
