package io.holdfast.repository.backup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.holdfast.repository.chunk.ChunkerParameters;
import io.holdfast.repository.file.BytePath;
import io.holdfast.repository.select.PatternList;
import io.holdfast.repository.select.Rules;
import io.holdfast.repository.select.TagFile;
import io.holdfast.repository.snapshot.Completeness;
import io.holdfast.repository.snapshot.SnapshotSummary;
import io.holdfast.repository.store.MemoryObjectStore;
import io.holdfast.repository.tree.DirectoryNode;
import io.holdfast.repository.tree.FileMode;
import io.holdfast.repository.tree.NodeLinks;
import io.holdfast.repository.tree.SymlinkNode;
import io.holdfast.testkit.peer.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VolumeTest {
  private static final Path STORED = Path.of("/shop/orders");

  @TempDir private Path disk;

  private final MemoryObjectStore store = new MemoryObjectStore();
  private BackupWorkshop workshop;
  private Path data;

  @BeforeEach
  void create() throws IOException {
    workshop = new BackupWorkshop(store, ChunkerParameters.Gear.generate(BackupWorkshop.RANDOM));
    data = Files.createDirectories(disk.resolve("snap/x/data"));
    write("table", "rows");
    write("tmp/scratch", "scratch");
    write("base/tmp/kept", "kept");
  }

  @Test
  void stands_under_its_own_name_and_not_under_that_of_the_disk() throws Exception {
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
    Files.setLastModifiedTime(data, FileTime.from(Instant.parse("2026-05-01T00:00:00Z")));

    BackupReport report = workshop.run(volume(data, Rules.NONE));

    assertThat(report.snapshot().paths()).containsExactly("/shop/orders");
    assertThat(workshop.text(report, STORED.resolve("base/tmp/kept"))).isEqualTo("kept");
    DirectoryNode root = (DirectoryNode) workshop.node(report, STORED).orElseThrow();
    assertThat(root.metadata().mode()).isEqualTo(new FileMode(FileMode.DIRECTORY | 0700));
    assertThat(root.metadata().times().modified()).isEqualTo("2026-05-01T00:00:00Z");
    assertThat(workshop.node(report, Path.of("/" + disk.getName(0)))).isEmpty();
  }

  @Test
  void directories_above_it_are_the_same_in_every_snapshot() throws Exception {
    BackupReport report = workshop.run(volume(data, Rules.NONE));

    DirectoryNode above = (DirectoryNode) workshop.node(report, Path.of("/shop")).orElseThrow();
    assertThat(above.metadata().mode()).isEqualTo(new FileMode(FileMode.DIRECTORY | 0755));
    assertThat(above.metadata().times().modified()).isEqualTo(Instant.EPOCH);
    assertThat(above.metadata().times().changed()).isEqualTo(Instant.EPOCH);
    assertThat(above.metadata().links()).isEqualTo(NodeLinks.NONE);
    assertThat(above.metadata().owner().user()).isEqualTo("user");
  }

  @Test
  void finds_its_parent_and_reads_nothing_when_it_is_mounted_elsewhere() throws Exception {
    BackupReport first = workshop.run(volume(data, Rules.NONE));
    Path elsewhere = disk.resolve("snap/y");
    // A rename keeps inodes and times of what is below, as the next file-system snapshot does.
    Files.move(disk.resolve("snap/x"), elsewhere);

    BackupReport second = workshop.run(volume(elsewhere.resolve("data"), Rules.NONE));

    assertThat(second.snapshot().lineage().parent()).isEqualTo(first.id().orElseThrow());
    assertThat(second.snapshot().tree()).isEqualTo(first.snapshot().tree());
    assertThat(second.summary().files()).isEqualTo(new SnapshotSummary.Changes(0, 0, 3));
    assertThat(second.summary().added()).isEqualTo(new SnapshotSummary.Added(0, 0, 0, 0));
  }

  @Test
  void patterns_mean_paths_below_its_root() throws Exception {
    Rules rules = rules(List.of("/tmp"), List.of());

    BackupReport report = workshop.run(volume(data, rules));

    assertThat(workshop.node(report, STORED.resolve("tmp"))).isEmpty();
    assertThat(workshop.node(report, STORED.resolve("base/tmp/kept"))).isPresent();
  }

  @Test
  void what_is_left_out_is_listed_under_its_path_in_the_snapshot() throws Exception {
    Rules rules = rules(List.of("/tmp"), List.of());

    BackupReport report = workshop.run(volume(data, rules));

    assertThat(report.completeness().excluded().entries())
        .extracting(Completeness.Entry::path)
        .containsExactly("/shop/orders/tmp");
  }

  @Test
  void the_disk_path_means_nothing_to_patterns() throws Exception {
    Rules rules = rules(List.of(data + "/tmp", "/shop"), List.of());

    BackupReport report = workshop.run(volume(data, rules));

    assertThat(report.completeness().excluded().total()).isZero();
  }

  @Test
  void a_mark_leaves_out_the_content_of_its_root() throws Exception {
    write(".nobackup", "");

    BackupReport report = workshop.run(volume(data, rules(List.of(), List.of(".nobackup"))));

    assertThat(workshop.node(report, STORED.resolve("table"))).isEmpty();
    assertThat(workshop.node(report, STORED.resolve(".nobackup"))).isPresent();
  }

  @Test
  void a_link_is_followed_at_the_root_and_nowhere_below() throws Exception {
    Path link = Files.createSymbolicLink(disk.resolve("data-link"), data);
    Files.createSymbolicLink(data.resolve("inner"), disk.resolve("snap"));

    BackupReport report = workshop.run(volume(link, Rules.NONE));

    assertThat(workshop.text(report, STORED.resolve("table"))).isEqualTo("rows");
    assertThat(workshop.node(report, STORED.resolve("inner")))
        .get()
        .isInstanceOf(SymlinkNode.class);
  }

  @Test
  void one_that_is_not_there_ends_the_backup_with_both_names() {
    Path absent = disk.resolve("absent");

    assertThatThrownBy(() -> workshop.run(volume(absent, Rules.NONE)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot back up the volume /shop/orders from " + absent)
        .hasMessageContaining("no such file or directory");
  }

  @Test
  void a_file_is_no_volume() {
    assertThatThrownBy(() -> workshop.run(volume(data.resolve("table"), Rules.NONE)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("not a directory")
        .hasMessageEndingWith("expected a directory that can be listed");
  }

  @Test
  void stays_on_its_file_system_when_asked() throws Exception {
    Path mounted = Files.createDirectory(data.resolve("mounted"));
    boolean isMounted =
        Program.of(List.of("mount", "-t", "tmpfs", "none", mounted.toString()))
                .run(Duration.ofSeconds(20))
                .exit()
            == 0;
    assumeTrue(isMounted, "may not mount here");
    try {
      Files.writeString(mounted.resolve("other"), "other");
      Rules rules = new Rules(List.of(), List.of(), OptionalLong.empty(), true);

      BackupReport report = workshop.run(volume(data, rules));

      assertThat(workshop.node(report, STORED.resolve("mounted"))).isPresent();
      assertThat(workshop.node(report, STORED.resolve("mounted/other"))).isEmpty();
      assertThat(workshop.text(report, STORED.resolve("table"))).isEqualTo("rows");
    } finally {
      Program.of(List.of("umount", mounted.toString())).run(Duration.ofSeconds(20)).exits(0);
    }
  }

  @Test
  void shares_no_device_with_a_volume_of_another_name() throws Exception {
    BackupReport orders = workshop.run(volume(data, Rules.NONE));
    Source.Volume other =
        new Source.Volume(BytePath.of(data.toString()), BytePath.of("/shop/images"));
    BackupReport images = workshop.run(request(other, Selection.EVERYTHING));

    NodeLinks one = links(orders, "/shop/orders/table");
    NodeLinks two = links(images, "/shop/images/table");
    assertThat(one.inode()).isEqualTo(two.inode());
    assertThat(one.device()).isNotEqualTo(two.device());
  }

  private NodeLinks links(BackupReport report, String path) throws IOException {
    return workshop.node(report, Path.of(path)).orElseThrow().metadata().links();
  }

  @Test
  void is_counted_before_it_is_backed_up() throws Exception {
    Source.Volume source = source(data);
    SourceScan scan =
        new SourceScan(source, Exclusions.of(rules(List.of("/tmp"), List.of()), source));

    scan.run();

    assertThat(scan.files()).isEqualTo(2);
    assertThat(scan.isFinished()).isTrue();
  }

  @Test
  void a_name_that_is_no_place_in_a_snapshot_is_refused() {
    for (String name : new String[] {"/", "shop", "/shop/../etc", "/shop//orders", "/shop/"}) {
      assertThatThrownBy(() -> new Source.Volume(BytePath.of("/data"), BytePath.of(name)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("'" + name + "'");
    }
  }

  private void write(String name, String text) throws IOException {
    Path file = data.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static Rules rules(List<String> patterns, List<String> marks) throws Exception {
    List<TagFile> tags = new ArrayList<>();
    for (String mark : marks) {
      tags.add(TagFile.parse(mark.getBytes(UTF_8)));
    }
    return new Rules(
        List.of(PatternList.of(patterns.toArray(String[]::new))),
        tags,
        OptionalLong.empty(),
        false);
  }

  private static Source.Volume source(Path directory) {
    return new Source.Volume(BytePath.of(directory.toString()), BytePath.of(STORED.toString()));
  }

  private static BackupRequest volume(Path directory, Rules rules) throws IOException {
    Source.Volume source = source(directory);
    return request(source, Exclusions.of(rules, source));
  }

  private static BackupRequest request(Source.Volume source, Selection selection) {
    return new BackupRequest(
        source,
        selection,
        BackupWorkshop.labels(Instant.now()),
        BackupRequest.Comparison.DEFAULT,
        BackupRequest.Settings.DEFAULT);
  }
}
