package io.holdfast.repository.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.holdfast.repository.Creation;
import io.holdfast.repository.Opening;
import io.holdfast.repository.Repository;
import io.holdfast.repository.Trees;
import io.holdfast.repository.blob.BlobCodec;
import io.holdfast.repository.chunk.ChunkerParameters;
import io.holdfast.repository.crypto.Password;
import io.holdfast.repository.crypto.ScryptParameters;
import io.holdfast.repository.file.BytePath;
import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.lock.LockHolder;
import io.holdfast.repository.lock.LockTiming;
import io.holdfast.repository.lock.Locking;
import io.holdfast.repository.lock.Locks;
import io.holdfast.repository.lock.RepositoryLock;
import io.holdfast.repository.pack.BlobType;
import io.holdfast.repository.snapshot.SnapshotAuthor;
import io.holdfast.repository.store.ObjectStore;
import io.holdfast.repository.tree.FileNode;
import io.holdfast.repository.tree.Node;
import io.holdfast.repository.tree.NodeName;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A repository with everything that a backup needs, for tests. */
final class BackupWorkshop {
  static final String PASSWORD = "correct horse";
  static final SecureRandom RANDOM = new SecureRandom();

  private final ObjectStore store;
  private final InstantSource clock = InstantSource.system();

  BackupWorkshop(ObjectStore store, ChunkerParameters chunker) throws IOException {
    this.store = store;
    try (Password password = password()) {
      // The store is the test's: closing the repository would close it.
      Repository unused =
          new Creation(chunker, new ScryptParameters(1024, 8, 1), "user", "host")
              .create(store, password, RANDOM, clock.instant());
      unused.key().close();
    }
  }

  /** The same repository in another store, such as a decorated one. */
  BackupWorkshop on(ObjectStore other) {
    return new BackupWorkshop(other);
  }

  private BackupWorkshop(ObjectStore store) {
    this.store = store;
  }

  static Password password() {
    return Password.of(PASSWORD.getBytes(UTF_8));
  }

  Repository open() throws IOException {
    try (Password password = password()) {
      return switch (Opening.open(store, password, Optional.empty(), RANDOM)) {
        case Opening.Opened(Repository repository) -> repository;
        case Opening.NoRepository _, Opening.NoUsableKey _, Opening.WrongPassword _ ->
            throw new IllegalStateException();
      };
    }
  }

  RepositoryLock lock(Repository repository) throws IOException, InterruptedException {
    Locks locks =
        new Locks(
            store,
            repository.objects(),
            new LockHolder("host", "user", ProcessHandle.current().pid(), 0, 0),
            new LockTiming(
                Duration.ZERO, Duration.ofMinutes(5), Duration.ofMinutes(30), Duration.ofHours(1)),
            clock,
            _ -> true);
    return switch (locks.acquire(false)) {
      case Locking.Acquired(RepositoryLock lock) -> lock;
      case Locking.Refused(var holders) -> throw new IllegalStateException(holders.toString());
    };
  }

  static BackupRequest.Labels labels(Instant time) {
    return new BackupRequest.Labels(
        time,
        List.of("nightly"),
        new SnapshotAuthor("host", "user", 0, 0, "holdfast test"),
        List.of());
  }

  static BackupRequest request(Path... paths) {
    return new BackupRequest(
        new Source.Paths(
            List.of(paths).stream().map(path -> BytePath.of(path.toString())).toList()),
        Selection.EVERYTHING,
        labels(Instant.now()),
        BackupRequest.Comparison.DEFAULT,
        BackupRequest.Settings.DEFAULT);
  }

  BackupReport run(BackupRequest request) throws IOException, InterruptedException {
    return run(request, new BackupCounts());
  }

  BackupReport run(BackupRequest request, BackupCounts counts)
      throws IOException, InterruptedException {
    return run(request, counts, _ -> {});
  }

  /**
   * @param warnings gets them
   */
  BackupReport run(BackupRequest request, BackupCounts counts, Consumer<String> warnings)
      throws IOException, InterruptedException {
    Repository repository = open();
    BackupListener listener =
        new BackupListener() {
          @Override
          public void captured(BytePath path, Change change, long bytes) {}

          @Override
          public void excluded(BytePath path, String rule) {}

          @Override
          public void failed(BytePath path, String reason) {}

          @Override
          public void warned(String message) {
            warnings.accept(message);
          }
        };
    try (RepositoryLock lock = lock(repository)) {
      return new Backup(repository, lock, clock, counts, listener).run(request);
    } finally {
      repository.key().close();
    }
  }

  /** The node at a path, such as {@code /tmp/x/file}, of a snapshot. */
  Optional<Node> node(BackupReport report, Path path) throws IOException {
    Repository repository = open();
    repository.loadIndex();
    try (Trees trees = repository.trees()) {
      List<NodeName> names =
          BytePath.of(path.toString()).names().stream().map(NodeName::of).toList();
      return trees.find(report.snapshot().tree(), names);
    } finally {
      repository.key().close();
    }
  }

  /** The content of a file of a snapshot. */
  String text(BackupReport report, Path path) throws IOException {
    return new String(bytes(report, path), StandardCharsets.UTF_8);
  }

  byte[] bytes(BackupReport report, Path path) throws IOException {
    FileNode file = (FileNode) node(report, path).orElseThrow();
    Repository repository = open();
    repository.loadIndex();
    try (BlobCodec codec = repository.newCodec()) {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      for (BlobId blob : file.content()) {
        all.writeBytes(repository.reader().load(BlobType.DATA, blob, codec));
      }
      return all.toByteArray();
    } finally {
      repository.key().close();
    }
  }
}
