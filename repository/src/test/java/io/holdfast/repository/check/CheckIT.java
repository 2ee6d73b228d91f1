package io.holdfast.repository.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.repository.Repository;
import io.holdfast.repository.SnapshotFixture;
import io.holdfast.repository.TreePath;
import io.holdfast.repository.diff.Change;
import io.holdfast.repository.diff.Comparison;
import io.holdfast.repository.diff.DiffReport;
import io.holdfast.repository.find.Search;
import io.holdfast.repository.find.SearchListener;
import io.holdfast.repository.find.Wanted;
import io.holdfast.repository.id.SnapshotId;
import io.holdfast.repository.list.ListRequest;
import io.holdfast.repository.list.Listing;
import io.holdfast.repository.select.PatternList;
import io.holdfast.repository.snapshot.Snapshot;
import io.holdfast.repository.stats.Mode;
import io.holdfast.repository.stats.Statistics;
import io.holdfast.repository.stats.StatsReport;
import io.holdfast.repository.store.LocalObjectStore;
import io.holdfast.repository.tree.Node;
import io.holdfast.testkit.peer.Peer;
import io.holdfast.testkit.peer.Restic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read of a repository that restic wrote is what restic reads of it. */
class CheckIT {
  @TempDir private Path directory;
  private Path repository;
  private Restic restic;

  @BeforeEach
  void two_snapshots_by_restic() throws IOException {
    repository = directory.resolve("repository");
    restic = new Restic(Peer.RESTIC.program(), repository, SnapshotFixture.PASSWORD);
    Path source = Files.createDirectory(directory.resolve("source"));
    Path inner = Files.createDirectories(source.resolve("tree/Inner"));
    Files.write(source.resolve("tree/large"), SnapshotFixture.noise(1, 9_000_000));
    Files.writeString(inner.resolve("one.txt"), "one ".repeat(5000));
    Files.writeString(inner.resolve("two.TXT"), "two");
    Files.createFile(inner.resolve("empty"));
    Files.createSymbolicLink(inner.resolve("link"), Path.of("one.txt"));
    Files.createLink(inner.resolve("hard"), inner.resolve("one.txt"));
    restic.run("init").exits(0);
    backup(source);
    Files.writeString(inner.resolve("two.TXT"), "changed");
    Files.delete(inner.resolve("empty"));
    Files.createDirectory(source.resolve("tree/new"));
    Files.writeString(source.resolve("tree/new/three.txt"), "three");
    backup(source);
  }

  private void backup(Path source) throws IOException {
    restic.command("backup", "tree").in(source).run(Duration.ofMinutes(1)).exits(0);
  }

  @AfterEach
  void close() throws IOException {
    restic.close();
  }

  private CheckReport check(Reading reading) throws IOException {
    return Patient.check(new LocalObjectStore(repository), reading);
  }

  private Map<SnapshotId, Snapshot> byTime(Repository opened) throws IOException {
    Map<SnapshotId, Snapshot> all = opened.snapshots().all();
    Map<SnapshotId, Snapshot> sorted =
        new TreeMap<>(Comparator.comparing(id -> Objects.requireNonNull(all.get(id)).time()));
    sorted.putAll(all);
    return sorted;
  }

  @Test
  void both_say_that_a_repository_is_sound() throws IOException {
    restic.run("check", "--read-data").exits(0);

    CheckReport report = check(Reading.ALL);

    assertThat(report.findings()).isEmpty();
    assertThat(report.remarks()).isEmpty();
  }

  @Test
  void both_find_the_same_damage() throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(repository)) {
      files =
          walk.filter(Files::isRegularFile)
              .filter(file -> !file.startsWith(repository.resolve("keys")))
              .filter(file -> !file.endsWith("config"))
              .sorted()
              .toList();
    }
    for (Path file : files) {
      byte[] sound = Files.readAllBytes(file);
      byte[] flipped = sound.clone();
      flipped[sound.length / 3] ^= 4;
      bothFindDamage(file, sound, flipped, Reading.ALL);
      bothFindDamage(file, sound, Arrays.copyOf(sound, sound.length - 1), Reading.NONE);
      bothFindDamage(file, sound, null, Reading.NONE);
    }
    restic.run("check", "--read-data").exits(0);
    assertThat(check(Reading.ALL).isSound()).isTrue();
  }

  private void bothFindDamage(Path file, byte[] sound, byte @Nullable [] damaged, Reading reading)
      throws IOException {
    Files.delete(file);
    if (damaged != null) {
      Files.write(file, damaged);
    }
    boolean theirs =
        (reading instanceof Reading.All
                    ? restic.run("check", "--read-data", "--no-cache")
                    : restic.run("check", "--no-cache"))
                .exit()
            == 0;
    boolean ours = check(reading).isSound();
    Files.deleteIfExists(file);
    Files.write(file, sound);
    assertThat(ours).as("%s %s", file, reading).isEqualTo(theirs);
  }

  @Test
  void lists_what_restic_lists() throws IOException {
    List<String> theirs = restic.run("ls", "-q", "latest").exits(0).output().lines().toList();
    List<String> ours = new ArrayList<>();
    try (Repository opened = SnapshotFixture.open(new LocalObjectStore(repository))) {
      Snapshot latest = List.copyOf(byTime(opened).values()).getLast();
      opened.loadIndex();
      Listing.of(opened, latest.tree(), ListRequest.ALL, (path, _) -> ours.add(path.text()));
    }
    assertThat(ours).isEqualTo(theirs.stream().filter(line -> line.startsWith("/")).toList());
  }

  @Test
  void finds_what_restic_finds() throws Exception {
    for (String pattern : List.of("*.txt", "Inner", "/tree/*/t*", "**/one.txt")) {
      List<String> theirs =
          restic
              .run("find", pattern)
              .exits(0)
              .output()
              .lines()
              .filter(line -> line.startsWith("/"))
              .sorted()
              .toList();
      List<String> ours = new ArrayList<>();
      SearchListener listener =
          new SearchListener() {
            @Override
            public void entry(TreePath path, Node node) {
              ours.add(path.text());
            }
          };
      try (Repository opened = SnapshotFixture.open(new LocalObjectStore(repository))) {
        Map<SnapshotId, Snapshot> snapshots = byTime(opened);
        opened.loadIndex();
        Wanted wanted = new Wanted.Entries(PatternList.of(pattern), Wanted.Bounds.NONE);
        new Search(opened, wanted, listener).in(snapshots);
      }
      assertThat(ours.stream().sorted().toList()).as(pattern).isEqualTo(theirs);
    }
  }

  @Test
  void compares_as_restic_does() throws IOException {
    for (boolean metadata : new boolean[] {false, true}) {
      List<String> ours = new ArrayList<>();
      DiffReport report;
      List<SnapshotId> ids;
      try (Repository opened = SnapshotFixture.open(new LocalObjectStore(repository))) {
        Map<SnapshotId, Snapshot> snapshots = byTime(opened);
        ids = List.copyOf(snapshots.keySet());
        List<Snapshot> both = List.copyOf(snapshots.values());
        opened.loadIndex();
        report =
            new Comparison(opened, metadata, change -> ours.add(line(change)))
                .of(both.getFirst().tree(), both.getLast().tree());
      }
      List<String> arguments = new ArrayList<>(List.of("diff", "--json"));
      if (metadata) {
        arguments.add("--metadata");
      }
      ids.forEach(id -> arguments.add(id.hex()));
      List<String> theirs =
          restic.run(arguments.toArray(String[]::new)).exits(0).output().lines().toList();
      List<String> changes =
          theirs.stream()
              .filter(line -> line.contains("\"change\""))
              .map(line -> text(line, "modifier") + " " + text(line, "path"))
              .toList();
      assertThat(ours).isEqualTo(changes);
      String sums = theirs.getLast();
      assertThat(report.changedFiles()).isEqualTo(numbers(sums, "changed_files").getFirst());
      assertThat(List.of(report.added().files(), report.removed().files()))
          .isEqualTo(numbers(sums, "files"));
      assertThat(List.of(report.added().dataBlobs(), report.removed().dataBlobs()))
          .isEqualTo(numbers(sums, "data_blobs"));
      assertThat(List.of(report.added().treeBlobs(), report.removed().treeBlobs()))
          .isEqualTo(numbers(sums, "tree_blobs"));
      assertThat(List.of(report.added().bytes(), report.removed().bytes()))
          .isEqualTo(numbers(sums, "bytes"));
    }
  }

  private static String line(Change change) {
    return change.modifier() + " " + change.path().text() + (change.isDirectory() ? "/" : "");
  }

  @Test
  void counts_as_restic_does() throws IOException {
    for (Mode mode : Mode.values()) {
      String theirs =
          restic.run("stats", "--json", "--mode", mode.word()).exits(0).output().strip();
      StatsReport ours;
      try (Repository opened = SnapshotFixture.open(new LocalObjectStore(repository))) {
        Map<SnapshotId, Snapshot> snapshots = byTime(opened);
        opened.loadIndex();
        ours = Statistics.of(opened, snapshots.values(), mode);
      }
      assertThat(ours.bytes()).as(theirs).isEqualTo(only(theirs, "total_size"));
      assertThat(ours.files()).as(theirs).isEqualTo(only(theirs, "total_file_count"));
      assertThat(ours.blobs()).as(theirs).isEqualTo(only(theirs, "total_blob_count"));
      assertThat(ours.storage().uncompressed())
          .as(theirs)
          .isEqualTo(only(theirs, "total_uncompressed_size"));
      if (mode == Mode.RAW_DATA) {
        assertThat(theirs)
            .contains("\"compression_ratio\":" + shortened(ours.compressionRatio()))
            .contains("\"compression_space_saving\":" + shortened(ours.spaceSaving()));
      }
    }
  }

  private static String shortened(double value) {
    String text = String.format(Locale.ROOT, "%.6f", value);
    return text.substring(0, text.length() - 2);
  }

  private static long only(String json, String field) {
    List<Long> numbers = numbers(json, field);
    return numbers.isEmpty() ? 0 : numbers.getFirst();
  }

  private static List<Long> numbers(String json, String field) {
    Matcher matcher = Pattern.compile("\"" + field + "\":(\\d+)").matcher(json);
    List<Long> numbers = new ArrayList<>();
    while (matcher.find()) {
      numbers.add(Long.valueOf(matcher.group(1)));
    }
    return numbers;
  }

  private static String text(String json, String field) {
    Matcher matcher = Pattern.compile("\"" + field + "\":\"([^\"]*)\"").matcher(json);
    return matcher.find() ? matcher.group(1) : "";
  }
}
