package io.holdfast.repository.compose;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.repository.Repository;
import io.holdfast.repository.SnapshotFixture;
import io.holdfast.repository.TreePath;
import io.holdfast.repository.Trees;
import io.holdfast.repository.backup.Backup;
import io.holdfast.repository.backup.BackupCounts;
import io.holdfast.repository.backup.BackupListener;
import io.holdfast.repository.backup.BackupReport;
import io.holdfast.repository.backup.BackupRequest;
import io.holdfast.repository.backup.Selection;
import io.holdfast.repository.backup.Source;
import io.holdfast.repository.file.BytePath;
import io.holdfast.repository.file.Host;
import io.holdfast.repository.forget.ForgetExecutor;
import io.holdfast.repository.id.SnapshotId;
import io.holdfast.repository.lock.RepositoryLock;
import io.holdfast.repository.prune.MaxUnused;
import io.holdfast.repository.prune.Prune;
import io.holdfast.repository.prune.PruneListener;
import io.holdfast.repository.prune.PruneRequest;
import io.holdfast.repository.snapshot.SnapshotAuthor;
import io.holdfast.repository.store.LocalObjectStore;
import io.holdfast.repository.tree.Node;
import io.holdfast.repository.tree.NodeName;
import io.holdfast.testkit.peer.Peer;
import io.holdfast.testkit.peer.Program;
import io.holdfast.testkit.peer.Restic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A snapshot put together from volumes, as stock restic sees it. */
final class ComposeIT {
  private static final Duration LONGEST = Duration.ofMinutes(2);

  @TempDir private Path directory;

  private Path repository;
  private Path expected;
  private final List<SnapshotId> volumes = new ArrayList<>();
  private SnapshotId point;

  /** Two volumes that share inodes, and an overlay on the first one. */
  @BeforeEach
  void compose() throws IOException {
    repository = directory.resolve("repository");
    expected = directory.resolve("expected");
    Files.createDirectories(expected.resolve("volumes"));
    new SnapshotFixture(new LocalObjectStore(repository));
    Path disk = Files.createDirectory(directory.resolve("disk"));
    shell(
        """
        mkdir -p base/1 pg_wal
        head -c 3000000 /dev/urandom > base/1/large
        echo orders > base/1/linked; ln base/1/linked base/1/again
        echo two > pg_wal/0002; ln -s base/1 link; chmod 700 . pg_wal
        """,
        disk);
    Node orders = backup(disk, "/shop/orders");
    shell("cp -a disk expected/volumes/orders", directory);
    // The same inodes hold other content now.
    shell("echo images > base/1/linked; rm base/1/large; chmod 755 .", disk);
    Node images = backup(disk, "/shop/images");
    shell("cp -a disk expected/volumes/images", directory);
    Path hook = Files.createDirectory(directory.resolve("hook"));
    shell("mkdir pg_wal; echo three > pg_wal/0003; echo START > backup_label", hook);
    Node overlay = backup(hook, "/shop/orders.overlay");
    shell(
        "cp ../../../hook/backup_label .; cp ../../../hook/pg_wal/* pg_wal/",
        expected.resolve("volumes/orders"));
    Files.writeString(expected.resolve("manifest.json"), "{\"shop\":1}");

    point =
        inRepository((open, lock) ->
            new Compose(open, lock)
                .run(
                    new ComposeRequest(
                        List.of(
                            new Piece.Made(
                                path("/manifest.json"), "{\"shop\":1}".getBytes(UTF_8), 0644),
                            new Piece.Stored(path("/volumes/orders"), orders),
                            new Piece.Stored(path("/volumes/orders"), overlay),
                            new Piece.Stored(path("/volumes/images"), images)),
                        new ComposeRequest.Labels(
                            Instant.now(),
                            List.of("/shop"),
                            List.of("holdfast-point", "application=shop"),
                            author(),
                            null),
                        ComposeRequest.Settings.DEFAULT))
                .id());
  }

  @Test
  void restic_checks_lists_and_restores_it() throws IOException {
    try (Restic restic = restic()) {
      assertThat(restic.run("check", "--read-data").exits(0).errors()).isEmpty();
      assertThat(restic.run("ls", "--tag", "holdfast-point", "latest").exits(0).output())
          .contains(
              "/manifest.json", "/volumes/orders/pg_wal/0003", "/volumes/images/base/1/again");
      restoreAndCompare(restic);
      assertThat(
              shell(
                  "stat -c %i base/1/linked base/1/again | uniq | wc -l",
                  directory.resolve("restored/volumes/orders")))
          .isEqualTo("1\n");
    }
  }

  @Test
  void everything_it_refers_to_survives_our_prune_and_nothing_else() throws IOException {
    try (Restic restic = restic()) {
      PruneRequest request = PruneRequest.DEFAULT.withMaxUnused(new MaxUnused.Bytes(0));
      forgetAndPrune(volumes, request);

      assertThat(restic.run("check", "--read-data").exits(0).errors()).isEmpty();
      restoreAndCompare(restic);
      assertThat(restic.run("prune", "--dry-run", "--max-unused", "0").exits(0).output())
          .containsPattern("total prune: +0 blobs / 0 B");

      forgetAndPrune(List.of(point), request.withRemoveAll());

      assertThat(packs()).isZero();
    }
  }

  @Test
  void everything_it_refers_to_survives_restics_prune_and_nothing_else() throws IOException {
    try (Restic restic = restic()) {
      List<String> forget = new ArrayList<>(List.of("forget", "--prune", "--max-unused", "0"));
      volumes.forEach(id -> forget.add(id.toString()));
      restic.run(forget.toArray(String[]::new)).exits(0);

      assertThat(restic.run("check", "--read-data").exits(0).errors()).isEmpty();
      restoreAndCompare(restic);

      restic.run("forget", "--prune", "--max-unused", "0", point.toString()).exits(0);

      assertThat(packs()).isZero();
    }
  }

  private void restoreAndCompare(Restic restic) throws IOException {
    Path restored = directory.resolve("restored");
    restic.run("restore", point.toString(), "--target", restored.toString()).exits(0);
    shell("diff -r --no-dereference expected restored", directory);
    String modes = "find volumes/orders volumes/images -printf '%P %m %T@ %l\\n' | sort";
    // The overlay's own files are new there; its directories keep what the volume says.
    String volumesOnly = modes + " | grep -v '^ \\|^pg_wal \\|0003\\|backup_label'";
    assertThat(shell(volumesOnly, restored)).isEqualTo(shell(volumesOnly, expected));
    assertThat(shell("stat -c %a volumes/orders volumes/orders/pg_wal", restored))
        .isEqualTo("700\n700\n");
  }

  private void forgetAndPrune(List<SnapshotId> ids, PruneRequest request) throws IOException {
    try (Repository open = SnapshotFixture.open(new LocalObjectStore(repository));
        RepositoryLock lock = SnapshotFixture.lock(open, true)) {
      new ForgetExecutor(open, lock, InstantSource.system()).remove(ids, _ -> {});
      Prune prune = new Prune(open, request, InstantSource.system(), PruneListener.NONE);
      prune.execute(((Prune.Planning.Planned) prune.plan()).plan(), lock);
    }
  }

  private long packs() throws IOException {
    try (Stream<Path> files = Files.walk(repository.resolve("data"))) {
      return files.filter(Files::isRegularFile).count();
    }
  }

  /** The volume's node in its snapshot. */
  private Node backup(Path disk, String name) throws IOException {
    return inRepository((open, lock) -> {
      BackupReport report =
          new Backup(open, lock, InstantSource.system(), new BackupCounts(), BackupListener.SILENT)
              .run(
                  new BackupRequest(
                      new Source.Volume(BytePath.of(disk.toString()), BytePath.of(name)),
                      Selection.EVERYTHING,
                      new BackupRequest.Labels(Instant.now(), List.of(), author(), List.of()),
                      BackupRequest.Comparison.DEFAULT,
                      BackupRequest.Settings.DEFAULT));
      volumes.add(report.id().orElseThrow());
      try (Trees trees = open.trees()) {
        return trees.find(report.snapshot().tree(), path(name).names()).orElseThrow();
      }
    });
  }

  @FunctionalInterface
  private interface Work<T> {
    T run(Repository open, RepositoryLock lock) throws IOException;
  }

  private <T> T inRepository(Work<T> work) throws IOException {
    try (Repository open = SnapshotFixture.open(new LocalObjectStore(repository));
        RepositoryLock lock = SnapshotFixture.lock(open, false)) {
      return work.run(open, lock);
    }
  }

  private static SnapshotAuthor author() throws IOException {
    return new SnapshotAuthor("host", "user", Host.userId(), Host.groupId(), "test");
  }

  private Restic restic() throws IOException {
    return new Restic(Peer.RESTIC.program(), repository, SnapshotFixture.PASSWORD);
  }

  private static TreePath path(String text) {
    return TreePath.of(Arrays.stream(text.substring(1).split("/", -1)).map(NodeName::of).toList());
  }

  private static String shell(String script, Path in) throws IOException {
    return Program.of(List.of("bash", "-ec", script)).in(in).run(LONGEST).exits(0).output();
  }
}
