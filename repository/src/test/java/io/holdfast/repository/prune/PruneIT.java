package io.holdfast.repository.prune;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.repository.Opening;
import io.holdfast.repository.Repository;
import io.holdfast.repository.SnapshotFixture;
import io.holdfast.repository.crypto.Password;
import io.holdfast.repository.id.Sha256;
import io.holdfast.repository.id.SnapshotId;
import io.holdfast.repository.lock.RepositoryLock;
import io.holdfast.repository.store.LocalObjectStore;
import io.holdfast.repository.store.StoppingObjectStore;
import io.holdfast.repository.tree.Node;
import io.holdfast.testkit.peer.Peer;
import io.holdfast.testkit.peer.Restic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What one program wrote, the other forgets, prunes and checks. */
final class PruneIT {
  @TempDir private Path directory;

  enum Extent {
    DEFAULT,
    TIGHT,
    ONLY_WHOLE_PACKS;

    PruneRequest request() {
      return switch (this) {
        case DEFAULT -> PruneRequest.DEFAULT;
        case TIGHT -> PruneRequest.DEFAULT.withMaxUnused(new MaxUnused.Bytes(0)).withRepackSmall();
        case ONLY_WHOLE_PACKS -> PruneRequest.DEFAULT.withMaxUnused(new MaxUnused.Unlimited());
      };
    }
  }

  @ParameterizedTest
  @EnumSource
  void restic_writes_holdfast_prunes_restic_checks(Extent extent) throws IOException {
    Path path = directory.resolve("repository");
    Path source = Files.createDirectory(directory.resolve("source"));
    try (Restic restic = new Restic(Peer.RESTIC.program(), path, SnapshotFixture.PASSWORD)) {
      restic.run("init").exits(0);
      for (int i = 0; i < 5; i++) {
        change(source, i);
        // Four packs' worth of index files and small packs; some of it uncompressed.
        restic
            .command("backup", ".", "--compression", i % 2 == 0 ? "auto" : "off")
            .in(source)
            .run(Duration.ofMinutes(1))
            .exits(0);
      }
      long before = size(path.resolve("data"));
      forgetAllBut(path, 2);

      Prune.Report report = prune(path, extent.request());

      assertThat(report.removedPacks()).isPositive();
      assertThat(size(path.resolve("data")))
          .isEqualTo(before - report.removedBytes() + report.addedBytes());
      assertThat(restic.run("check", "--read-data").exits(0).errors()).isEmpty();
      restic
          .run("restore", "latest", "--target", directory.resolve("restored").toString())
          .exits(0);
      assertThat(contents(directory.resolve("restored"))).isEqualTo(contents(source));
      if (extent == Extent.TIGHT) {
        String again = restic.run("prune", "--dry-run", "--max-unused", "0").exits(0).output();
        assertThat(again).containsPattern("total prune: +0 blobs / 0 B");
      }
    }
  }

  @Test
  void holdfast_writes_and_prunes_restic_prunes_holdfast_checks() throws IOException {
    Path path = directory.resolve("repository");
    SnapshotFixture fixture = new SnapshotFixture(new LocalObjectStore(path));
    for (int i = 0; i < 4; i++) {
      backup(fixture, i);
    }
    try (Restic restic = new Restic(Peer.RESTIC.program(), path, SnapshotFixture.PASSWORD)) {
      restic.run("forget", "--keep-last", "3", "--prune", "--max-unused", "0").exits(0);
      backup(fixture, 4);
      forgetAllBut(path, 2);
      prune(path, Extent.TIGHT.request());
      assertThat(restic.run("check", "--read-data").exits(0).errors()).isEmpty();
      restic.run("forget", "--keep-last", "1", "--prune", "--max-unused", "0").exits(0);
      assertThat(restic.run("check", "--read-data").exits(0).errors()).isEmpty();
    }

    // What restic left, holdfast agrees with.
    try (Repository repository = open(path)) {
      Prune.Planning planning = Workshop.prune(repository, Extent.TIGHT.request()).plan();
      assertThat(((Prune.Planning.Planned) planning).plan().isEmpty()).isTrue();
    }
  }

  @Test
  void restic_finds_nothing_wrong_after_a_prune_that_was_killed() throws IOException {
    Path whole = directory.resolve("whole");
    SnapshotFixture fixture = new SnapshotFixture(new LocalObjectStore(whole));
    for (int i = 0; i < 4; i++) {
      backup(fixture, i);
    }
    forgetAllBut(whole, 2);
    StoppingObjectStore counting =
        new StoppingObjectStore(new LocalObjectStore(copy(whole, "counted")));
    Workshop.run(counting, Extent.TIGHT.request());

    for (int call = counting.calls(); call > 15; call -= 5) {
      Path path = copy(whole, "killed-" + call);
      try {
        Workshop.run(
            new StoppingObjectStore(new LocalObjectStore(path), call, call % 2 == 0),
            Extent.TIGHT.request());
      } catch (IOException killed) {
        // as it should be; the last calls only give the lock back
      }
      try (Restic restic = new Restic(Peer.RESTIC.program(), path, SnapshotFixture.PASSWORD)) {
        restic.run("unlock", "--remove-all").exits(0);
        restic.run("check", "--read-data").exits(0);
      }
    }
  }

  private Path copy(Path repository, String name) throws IOException {
    Path target = directory.resolve(name);
    try (Stream<Path> files = Files.walk(repository)) {
      for (Path file : files.toList()) {
        Files.copy(file, target.resolve(repository.relativize(file)));
      }
    }
    return target;
  }

  /** Ten files of 300 kB, some of which are those of the backup before. */
  private static void backup(SnapshotFixture fixture, int number) throws IOException {
    try (SnapshotFixture.Batch batch = fixture.batch()) {
      List<Node> files = new ArrayList<>();
      for (long seed : LongStream.range(number * 5L, number * 5L + 10).toArray()) {
        files.add(batch.file("file-" + seed, SnapshotFixture.noise(seed, 300_000)));
      }
      batch.snapshot(
          batch.tree(files.toArray(Node[]::new)), SnapshotFixture.TIME.plusSeconds(number));
    }
  }

  private static void change(Path source, int number) throws IOException {
    for (int file = 0; file < 12; file++) {
      if ((file + number) % 3 == 0) {
        Path folder = Files.createDirectories(source.resolve("folder-" + file % 4));
        byte[] bytes = SnapshotFixture.noise(number * 100L + file, 700_000 + file);
        // Half of it is text that compresses.
        Arrays.fill(bytes, 0, bytes.length / 2, (byte) ('a' + new Random(file).nextInt(9)));
        Files.write(folder.resolve("file-" + file), bytes);
      }
    }
  }

  private static void forgetAllBut(Path path, int kept) throws IOException {
    try (Repository repository = open(path)) {
      List<SnapshotId> newestFirst =
          repository.snapshots().all().entrySet().stream()
              .sorted((a, b) -> b.getValue().time().compareTo(a.getValue().time()))
              .map(Map.Entry::getKey)
              .toList();
      for (SnapshotId id : newestFirst.subList(kept, newestFirst.size())) {
        repository.snapshots().remove(id);
      }
    }
  }

  private static Prune.Report prune(Path path, PruneRequest request) throws IOException {
    try (Repository repository = open(path);
        RepositoryLock lock = SnapshotFixture.lock(repository, true)) {
      Prune prune = Workshop.prune(repository, request);
      return prune.execute(((Prune.Planning.Planned) prune.plan()).plan(), lock);
    }
  }

  private static Repository open(Path path) throws IOException {
    try (Password password =
        Password.of(SnapshotFixture.PASSWORD.getBytes(StandardCharsets.UTF_8))) {
      return ((Opening.Opened)
              Opening.open(
                  new LocalObjectStore(path), password, Optional.empty(), new SecureRandom()))
          .repository();
    }
  }

  private static long size(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.getFileName().toString().length() == 64)
          .mapToLong(file -> file.toFile().length())
          .sum();
    }
  }

  private static List<String> contents(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      List<String> contents = new ArrayList<>();
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        contents.add(folder.relativize(file) + " " + Sha256.of(Files.readAllBytes(file)).hex());
      }
      return contents;
    }
  }
}
