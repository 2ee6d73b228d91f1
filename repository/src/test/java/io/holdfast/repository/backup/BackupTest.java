package io.holdfast.repository.backup;

import static io.holdfast.repository.backup.BackupWorkshop.labels;
import static io.holdfast.repository.backup.BackupWorkshop.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.repository.chunk.ChunkerParameters;
import io.holdfast.repository.file.BytePath;
import io.holdfast.repository.file.Directory;
import io.holdfast.repository.file.FileStatus;
import io.holdfast.repository.snapshot.Completeness;
import io.holdfast.repository.snapshot.SnapshotSummary;
import io.holdfast.repository.store.MemoryObjectStore;
import io.holdfast.repository.tree.DirectoryNode;
import io.holdfast.repository.tree.FileNode;
import io.holdfast.repository.tree.SymlinkNode;
import io.holdfast.testkit.fact.Fact;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupTest {
  @TempDir private Path source;

  private final MemoryObjectStore store = new MemoryObjectStore();
  private BackupWorkshop workshop;

  @BeforeEach
  void create() throws IOException {
    workshop = new BackupWorkshop(store, ChunkerParameters.Gear.generate(BackupWorkshop.RANDOM));
  }

  @Test
  void keeps_files_large_and_small_byte_for_byte() throws Exception {
    Path small = write("small", bytes(1, 1_234));
    Path empty = write("empty", new byte[0]);
    Path limit = write("limit", bytes(2, Lane.SMALL));
    Path above = write("above", bytes(3, Lane.SMALL + 1));
    Path large = write("deep/er/large", bytes(4, 30_000_000));

    BackupReport report = workshop.run(request(source));

    for (Path file : new Path[] {small, empty, limit, above, large}) {
      assertThat(workshop.bytes(report, file)).isEqualTo(Files.readAllBytes(file));
    }
    assertThat(report.completeness().isComplete()).isTrue();
  }

  @Test
  void keeps_a_file_that_offers_no_cuts() throws Exception {
    byte[] monotonous = new byte[20_000_000];
    Arrays.fill(monotonous, (byte) 'x');
    monotonous[11_111_111] = 'y';
    Path file = write("monotonous", monotonous);

    BackupReport report = workshop.run(request(source));

    assertThat(workshop.bytes(report, file)).isEqualTo(monotonous);
    FileNode node = (FileNode) workshop.node(report, file).orElseThrow();
    assertThat(node.content()).hasSize(3);
  }

  @Test
  void keeps_files_whose_chunks_are_short_and_as_long_as_they_can_be_in_turn() throws Exception {
    // The first of two buffers grows for a long chunk. Later it has a short one and the begin of
    // another long one, which does not fit into the second: with most secrets of the chunker.
    var content = new ByteArrayOutputStream();
    content.write(monotonous(6_000_000));
    content.write(bytes(1, 7_000_000));
    content.write(monotonous(9_000_000));
    Path file = write("log", content.toByteArray());
    BackupRequest request = withOneReader(request(source));

    for (int secret = 0; secret < 6; secret++) {
      workshop =
          new BackupWorkshop(
              new MemoryObjectStore(),
              ChunkerParameters.Gear.of(bytes(secret, ChunkerParameters.Gear.SECRET_BYTES)));

      BackupReport report = workshop.run(request);

      assertThat(workshop.bytes(report, file)).isEqualTo(content.toByteArray());
    }
  }

  private static BackupRequest withOneReader(BackupRequest request) {
    BackupRequest.Settings usual = request.settings();
    return new BackupRequest(
        request.source(),
        request.selection(),
        request.labels(),
        request.comparison(),
        new BackupRequest.Settings(
            usual.writing(),
            usual.level(),
            1,
            usual.accessTimes(),
            usual.skipUnchanged(),
            usual.changes()));
  }

  private static byte[] monotonous(int length) {
    byte[] content = new byte[length];
    Arrays.fill(content, (byte) 'x');
    return content;
  }

  @Test
  @Fact("F39")
  void compares_with_the_newest_snapshot_of_host_and_paths() throws Exception {
    write("a", bytes(1, 100));
    Path changed = write("b", bytes(2, 100));
    Path large = write("c", bytes(3, 2_000_000));
    BackupReport first = workshop.run(request(source));
    Files.write(changed, bytes(4, 101));

    BackupReport second = workshop.run(request(source));

    assertThat(second.snapshot().lineage().parent()).isEqualTo(first.id().orElseThrow());
    SnapshotSummary summary = second.summary();
    assertThat(summary.files()).isEqualTo(new SnapshotSummary.Changes(0, 1, 2));
    assertThat(summary.added().dataBlobs()).isEqualTo(1);
    assertThat(workshop.bytes(second, large)).isEqualTo(Files.readAllBytes(large));
    assertThat(workshop.bytes(second, changed)).isEqualTo(Files.readAllBytes(changed));
  }

  @Test
  @Fact("F39")
  void an_unchanged_source_adds_neither_data_nor_trees() throws Exception {
    write("x/a", bytes(1, 100));
    write("x/b", bytes(2, 1_000_000));
    BackupReport first = workshop.run(request(source));

    BackupReport second = workshop.run(request(source));

    // The directories above are those of the machine, where others come and go meanwhile.
    DirectoryNode before = (DirectoryNode) workshop.node(first, source).orElseThrow();
    DirectoryNode after = (DirectoryNode) workshop.node(second, source).orElseThrow();
    assertThat(after.subtree()).isEqualTo(before.subtree());
    assertThat(second.summary().added().dataBlobs()).isZero();
  }

  @Test
  void reads_everything_without_a_parent_and_stores_nothing_twice() throws Exception {
    write("a", bytes(1, 3_000_000));
    workshop.run(request(source));
    BackupRequest plain = request(source);

    BackupReport second =
        workshop.run(
            new BackupRequest(
                plain.source(),
                plain.selection(),
                plain.labels(),
                new BackupRequest.Comparison(new ParentChoice.None(), false, false),
                plain.settings()));

    assertThat(second.snapshot().lineage().parent()).isNull();
    assertThat(second.summary().added().dataBlobs()).isZero();
  }

  @Test
  void skips_a_snapshot_that_would_be_its_parent_again() throws Exception {
    // Named from here, for the directories above the source would count, too, and are not ours.
    Path quiet = Path.of("target", "unchanged");
    Files.createDirectories(quiet);
    Files.write(quiet.resolve("a"), bytes(1, 10));
    workshop.run(request(quiet));
    BackupRequest plain = request(quiet);
    BackupRequest.Settings settings = BackupRequest.Settings.DEFAULT;

    BackupReport second =
        workshop.run(
            new BackupRequest(
                plain.source(),
                plain.selection(),
                plain.labels(),
                plain.comparison(),
                new BackupRequest.Settings(
                    settings.writing(),
                    settings.level(),
                    settings.readers(),
                    false,
                    true,
                    settings.changes())));

    assertThat(second.id()).isEmpty();
    assertThat(workshop.open().snapshots().ids()).hasSize(1);
  }

  @Test
  void names_each_path_that_is_excluded_and_its_rule() throws Exception {
    write("keep", bytes(1, 10));
    write("cache/x", bytes(2, 10));
    BackupRequest plain = request(source);
    Selection noCache =
        new Selection() {
          @Override
          public Optional<String> exclusion(BytePath path, FileStatus status, FileStatus parent) {
            return path.toString().endsWith("/cache") ? Optional.of("cache") : Optional.empty();
          }

          @Override
          public Optional<ContentExclusion> contentExclusion(BytePath path, Directory directory) {
            return Optional.empty();
          }
        };

    BackupReport report =
        workshop.run(
            new BackupRequest(
                plain.source(), noCache, plain.labels(), plain.comparison(), plain.settings()));

    Completeness completeness = report.completeness();
    assertThat(completeness.excluded().entries())
        .containsExactly(new Completeness.Entry(source.resolve("cache").toString(), "cache"));
    assertThat(completeness.isComplete()).isTrue();
    assertThat(workshop.node(report, source.resolve("cache"))).isEmpty();
  }

  @Test
  void goes_on_when_a_path_of_several_is_missing_and_says_so() throws Exception {
    Path there = write("there", bytes(1, 10));
    Path missing = source.resolve("missing");

    BackupReport report = workshop.run(request(there, missing));

    Completeness completeness = report.completeness();
    assertThat(completeness.failed().entries())
        .singleElement()
        .satisfies(entry -> assertThat(entry.path()).isEqualTo(missing.toString()));
    assertThat(workshop.bytes(report, there)).hasSize(10);
  }

  @Test
  void refuses_when_no_path_is_there() {
    assertThatThrownBy(() -> workshop.run(request(source.resolve("a"), source.resolve("b"))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("nothing to back up");
  }

  @Test
  void keeps_links_as_links() throws Exception {
    Files.createSymbolicLink(source.resolve("link"), Path.of("nowhere/at all"));

    BackupReport report = workshop.run(request(source));

    assertThat(workshop.node(report, source.resolve("link")))
        .get()
        .isInstanceOfSatisfying(
            SymlinkNode.class,
            link -> assertThat(link.target()).asString().isEqualTo("nowhere/at all"));
  }

  @Test
  void reads_files_of_the_kernel_that_say_they_are_empty() throws Exception {
    BackupReport report = workshop.run(request(Path.of("/proc/self/status")));

    assertThat(workshop.text(report, Path.of("/proc/self/status"))).contains("Name:");
  }

  @Test
  void a_file_whose_time_is_put_back_while_it_is_read_is_named_too() throws Exception {
    Path torn = write("torn", bytes(1, 60_000_000));
    FileTime before = Files.getLastModifiedTime(torn);
    BackupRequest request = request(source);
    Thread writer =
        Thread.ofPlatform()
            .start(() -> {
              while (!Thread.currentThread().isInterrupted()) {
                try (var channel = FileChannel.open(torn, StandardOpenOption.WRITE)) {
                  channel.write(ByteBuffer.wrap(bytes(2, 8)), 0);
                  Files.setLastModifiedTime(torn, before);
                } catch (IOException interrupted) {
                  return;
                }
              }
            });

    BackupReport report = workshop.run(request);
    writer.interrupt();
    writer.join();

    assertThat(report.completeness().failed().entries())
        .singleElement()
        .satisfies(entry -> assertThat(entry.reason()).contains("changed while it was read"));
  }

  @Test
  void a_file_that_grows_while_it_is_read_is_named_and_does_not_end_the_backup() throws Exception {
    Path growing = write("growing", bytes(1, 60_000_000));
    BackupRequest request = request(source);
    Thread writer =
        Thread.ofPlatform()
            .start(() -> {
              while (!Thread.currentThread().isInterrupted()) {
                try {
                  Files.write(growing, bytes(2, 1_000), StandardOpenOption.APPEND);
                } catch (IOException interrupted) {
                  return;
                }
              }
            });

    BackupReport report = workshop.run(request);
    writer.interrupt();
    writer.join();

    assertThat(report.completeness().failed().entries())
        .singleElement()
        .satisfies(entry -> assertThat(entry.reason()).contains("changed while it was read"));
    assertThat(workshop.bytes(report, growing).length).isGreaterThanOrEqualTo(60_000_000);
  }

  @Test
  void a_deep_tree_needs_no_deep_stack() throws Exception {
    Path deep = source;
    for (int i = 0; i < 700; i++) {
      deep = deep.resolve("d");
    }
    Files.createDirectories(deep);
    Files.write(deep.resolve("f"), bytes(1, 10));

    BackupReport report = workshop.run(request(source));

    assertThat(workshop.bytes(report, deep.resolve("f"))).hasSize(10);
  }

  @Test
  @Fact("F29")
  void the_directories_above_a_path_have_their_own_metadata() throws Exception {
    Path file = write("a/b/file", bytes(1, 10));
    write("a/b/other", bytes(1, 10));
    Instant modified = Files.getLastModifiedTime(source.resolve("a")).toInstant();

    BackupReport report = workshop.run(request(file));

    assertThat(workshop.node(report, source.resolve("a/b/other"))).isEmpty();
    assertThat(workshop.node(report, source.resolve("a")))
        .get()
        .isInstanceOfSatisfying(
            DirectoryNode.class,
            directory -> assertThat(directory.metadata().times().modified()).isEqualTo(modified));
  }

  @Test
  void a_scan_counts_what_a_backup_comes_to() throws Exception {
    write("a", bytes(1, 1_000));
    write("b/c", bytes(2, 2_000_000));
    BackupRequest request = request(source);
    SourceScan scan = new SourceScan((Source.Files) request.source(), request.selection());

    scan.run();

    SnapshotSummary summary = workshop.run(request).summary();
    assertThat(scan.isFinished()).isTrue();
    assertThat(scan.files()).isEqualTo(summary.totalFiles()).isEqualTo(2);
    assertThat(scan.bytes()).isEqualTo(summary.totalBytes()).isEqualTo(2_001_000);
  }

  @Test
  void stores_a_stream_under_a_path() throws Exception {
    byte[] content = bytes(7, 5_000_000);

    BackupReport report = workshop.run(stream(content, false));

    assertThat(workshop.bytes(report, Path.of("/dump/all.sql"))).isEqualTo(content);
    assertThat(report.snapshot().paths()).containsExactly("/dump/all.sql");
  }

  @Test
  void a_stream_that_fails_leaves_no_snapshot() throws IOException {
    assertThatThrownBy(() -> workshop.run(stream(bytes(7, 5_000_000), true)))
        .hasMessageContaining("pg_dump ended with 1");
    assertThat(workshop.open().snapshots().ids()).isEmpty();
  }

  private static BackupRequest stream(byte[] content, boolean fails) {
    Source.Input input =
        new Source.Input() {
          @Override
          public InputStream open() {
            return new ByteArrayInputStream(content);
          }

          @Override
          public void finished() throws IOException {
            if (fails) {
              throw new IOException("pg_dump ended with 1");
            }
          }
        };
    return new BackupRequest(
        new Source.Stream(BytePath.of("dump/all.sql"), input),
        Selection.EVERYTHING,
        labels(Instant.now()),
        BackupRequest.Comparison.DEFAULT,
        BackupRequest.Settings.DEFAULT);
  }

  private Path write(String name, byte[] content) throws IOException {
    Path file = source.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, content);
  }

  private static byte[] bytes(int seed, int count) {
    byte[] bytes = new byte[count];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }
}
