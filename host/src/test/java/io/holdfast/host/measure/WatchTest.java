package io.holdfast.host.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.host.SmallMachine;
import io.holdfast.location.Opener;
import io.holdfast.protection.measure.Points;
import io.holdfast.protection.name.RepositoryName;
import io.holdfast.protection.point.RestorePoint;
import io.holdfast.repository.id.SnapshotId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What takes too long for a scrape, and is told by the next one. */
final class WatchTest extends MeasuredMachine {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Test
  void a_store_is_reached_or_not_and_a_scrape_tells_what_the_last_probe_saw() throws Exception {
    var watch = small.machine().measurements().watch();
    watch.probe(PATIENCE);

    var reached = Objects.requireNonNull(measured().repositories().getFirst().probe());
    assertThat(reached.reached()).isTrue();
    assertThat(Objects.requireNonNull(reached.clockDifference()).abs())
        .isLessThan(Duration.ofMinutes(1));

    Files.move(directory.resolve("repository"), directory.resolve("unmounted"));
    Files.createDirectories(directory.resolve("repository"));
    assertThat(measured().repositories().getFirst().probe()).isEqualTo(reached);
    watch.probe(PATIENCE);
    assertThat(Objects.requireNonNull(measured().repositories().getFirst().probe()).reached())
        .isFalse();
  }

  private static RestorePoint newest(SmallMachine small) throws Exception {
    var shop = small.machine().kinds().subject("shop");
    return small.machine().catalog().points().of(shop.repositoryName(), shop.name()).getFirst();
  }

  private Path snapshot(RestorePoint point) {
    return directory.resolve("repository/snapshots").resolve(point.snapshot().text());
  }

  @Test
  void a_point_whose_snapshot_somebody_deleted_counts_no_more_until_it_is_there_again()
      throws Exception {
    var watch = small.machine().measurements().watch();
    small.backedUp("shop");
    var kept = newest(small);
    small.pass(Duration.ofMinutes(1));
    small.backedUp("shop");
    var lost = newest(small);
    Files.move(snapshot(lost), directory.resolve("lost"));
    assertThat(shop().points().complete().count()).isEqualTo(2);
    var subject = small.machine().kinds().subject("shop");
    assertThat(small.machine().points().newestComplete(subject)).contains(lost);

    watch.probe(PATIENCE);

    assertThat(small.machine().points().newestComplete(subject)).contains(kept);
    assertThat(Objects.requireNonNull(shop().points().complete().newest()).cut())
        .isEqualTo(kept.cut().start());
    assertThat(Objects.requireNonNull(shop().points().missing().newest()).cut())
        .isEqualTo(lost.cut().start());
    assertThat(small.machine().measurements().metrics())
        .contains("holdfast_points{application=\"shop\",state=\"missing\"} 1\n");
    small.pass(Duration.ofMinutes(1));
    small.backedUp("shop");
    assertThat(shop().points().complete().count()).isEqualTo(2);

    Files.move(directory.resolve("lost"), snapshot(lost));
    watch.probe(PATIENCE);
    assertThat(shop().points().complete().count()).isEqualTo(3);
    assertThat(shop().points().missing().count()).isZero();
  }

  @Test
  void a_point_that_was_struck_off_since_is_not_missing() throws Exception {
    small.backedUp("shop");
    var lost = newest(small);
    Files.delete(snapshot(lost));
    small.machine().measurements().watch().probe(PATIENCE);

    small.machine().catalog().points().remove(RepositoryName.parse("main"), lost.id());

    assertThat(shop().points()).isEqualTo(Points.NONE);
  }

  @Test
  void a_snapshot_that_got_another_id_by_a_tag_is_there() throws Exception {
    small.backedUp("shop");
    var point = newest(small);
    var repository = small.machine().kinds().repository("main");
    try (var session =
        small.machine().repositories().open(repository, Opener.Lock.SHARED, PATIENCE)) {
      var snapshots = session.repository().snapshots();
      var other = snapshots.save(snapshots.load(SnapshotId.parse(point.snapshot().text())));
      assertThat(other.hex()).isNotEqualTo(point.snapshot().text());
    }
    Files.delete(snapshot(point));

    small.machine().measurements().watch().probe(PATIENCE);

    assertThat(shop().points().missing().count()).isZero();
    assertThat(measured().repositories().getFirst().pointsUnknown()).isNull();
  }

  private static void damage(Path file) throws IOException {
    var bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    assertThat(file.toFile().setWritable(true)).isTrue();
    Files.write(file, bytes);
  }

  private List<Path> snapshots() throws IOException {
    try (var files = Files.list(directory.resolve("repository/snapshots"))) {
      return files.sorted().toList();
    }
  }

  @Test
  void to_see_what_is_missing_no_snapshot_is_read_that_the_catalog_lists_and_none_twice()
      throws Exception {
    small.backedUp("shop");
    var lost = newest(small);
    small.pass(Duration.ofMinutes(1));
    small.backedUp("shop");
    damage(snapshot(newest(small)));
    Files.delete(snapshot(lost));
    var watch = small.machine().measurements().watch();

    watch.probe(PATIENCE);

    assertThat(measured().repositories().getFirst().pointsUnknown()).isNull();
    assertThat(shop().points().missing().count()).isEqualTo(1);
    for (var unlisted : snapshots()) {
      damage(unlisted);
    }
    watch.probe(PATIENCE);
    assertThat(measured().repositories().getFirst().pointsUnknown()).isNull();
    assertThat(shop().points().missing().count()).isEqualTo(1);
  }

  @Test
  void a_look_that_was_cut_off_is_gone_on_with_by_the_next_one() throws Exception {
    small.backedUp("shop");
    Files.delete(snapshot(newest(small)));
    for (int i = 0; i < 12; i++) {
      small.pass(Duration.ofMinutes(1));
      small.backedUp("shop");
    }
    var listed = small.machine().kinds().subject("shop");
    var points =
        small.machine().catalog().points().of(listed.repositoryName(), listed.name()).stream()
            .map(this::snapshot)
            .toList();
    var unlisted = snapshots().stream().filter(file -> !points.contains(file)).toList();
    assertThat(unlisted).hasSizeGreaterThan(10);
    damage(unlisted.getLast());
    var watch = small.machine().measurements().watch();
    watch.probe(PATIENCE);
    assertThat(measured().repositories().getFirst().pointsUnknown()).contains("snapshots/");

    damage(unlisted.getLast()); // as it was
    damage(unlisted.getFirst());
    watch.probe(PATIENCE);

    assertThat(measured().repositories().getFirst().pointsUnknown()).isNull();
    assertThat(shop().points().missing().count()).isEqualTo(1);
  }

  private @Nullable String unopened() throws IOException {
    return measured().repositories().getFirst().unopened();
  }

  @Test
  void a_repository_that_its_password_opens_no_more_is_told_until_it_does_again() throws Exception {
    var watch = small.machine().measurements().watch();
    watch.probe(PATIENCE);
    assertThat(unopened()).isNull();
    assertThat(small.machine().measurements().metrics())
        .contains("holdfast_repository_opens{repository=\"main\"} 1\n");

    Files.writeString(directory.resolve("password"), "battery staple\n");
    watch.probe(PATIENCE);

    assertThat(unopened())
        .startsWith("no key of repository main takes the password that spec.password names")
        .doesNotContain("staple");
    assertThat(small.machine().measurements().metrics())
        .contains("holdfast_repository_opens{repository=\"main\"} 0\n")
        .contains("holdfast_repository_reachable{repository=\"main\"} 1\n");
    Files.move(directory.resolve("repository"), directory.resolve("away"));
    watch.probe(PATIENCE);
    assertThat(unopened()).isNotNull();

    Files.move(directory.resolve("away"), directory.resolve("repository"));
    Files.writeString(directory.resolve("password"), "correct horse\n");
    watch.probe(PATIENCE);
    assertThat(unopened()).isNull();
  }

  @Test
  void a_repository_whose_key_was_removed_does_not_open() throws Exception {
    var watch = small.machine().measurements().watch();
    watch.probe(PATIENCE);
    Files.move(directory.resolve("repository/keys"), directory.resolve("keys"));

    watch.probe(PATIENCE);

    assertThat(unopened()).startsWith("no key file of repository main can be used");
  }

  @Test
  void a_repository_whose_key_was_damaged_in_its_place_does_not_open() throws Exception {
    var watch = small.machine().measurements().watch();
    watch.probe(PATIENCE);
    Path key;
    try (var keys = Files.list(directory.resolve("repository/keys"))) {
      key = keys.findFirst().orElseThrow();
    }
    damage(key);

    watch.probe(PATIENCE);
    assertThat(unopened()).startsWith("no key file of repository main can be used");

    damage(key); // as it was
    watch.probe(PATIENCE);
    assertThat(unopened()).isNull();
  }

  @Test
  void a_password_that_opened_is_not_tried_again_while_nothing_changed() throws Exception {
    small.apply(
        "Repository",
        "main",
        "{ location: ./repository, password: { command: [sh, -c, 'echo >>%1$s/asked; cat %1$s/password'] } }"
            .formatted(directory));
    var watch = small.machine().measurements().watch();
    Files.deleteIfExists(directory.resolve("asked"));

    watch.probe(PATIENCE);
    assertThat(directory.resolve("asked")).content().hasLineCount(2); // to compare, and to open
    watch.probe(PATIENCE);
    assertThat(directory.resolve("asked")).content().hasLineCount(3);
  }

  @Test
  void what_is_missing_stays_so_while_nobody_can_look() throws Exception {
    small.backedUp("shop");
    Files.delete(snapshot(newest(small)));
    var watch = small.machine().measurements().watch();
    watch.probe(PATIENCE);
    small.pass(Duration.ofMinutes(1));
    small.backedUp("shop"); // its volume's snapshot is one that nobody has read yet
    Files.move(directory.resolve("password"), directory.resolve("away"));

    watch.probe(PATIENCE);

    assertThat(shop().points().missing().count()).isEqualTo(1);
    assertThat(measured().repositories().getFirst().pointsUnknown()).contains("password");
  }

  @Test
  void a_clock_that_is_off_is_told_by_how_much() throws Exception {
    small.pass(Duration.ofHours(-1));

    small.machine().measurements().watch().probe(PATIENCE);

    var probe = Objects.requireNonNull(measured().repositories().getFirst().probe());
    assertThat(Objects.requireNonNull(probe.clockDifference()))
        .isBetween(Duration.ofMinutes(59), Duration.ofMinutes(61));
  }

  @Test
  void a_forgotten_directory_is_named_and_stays_named_while_its_disk_is_away() throws Exception {
    Files.createDirectories(directory.resolve("srv/blog"));
    var blog = directory.resolve("srv/blog").toString();
    var watch = small.machine().measurements().watch();
    watch.survey();
    var first = Objects.requireNonNull(measured().coverage());
    assertThat(first.unprotected()).containsExactly(blog);
    assertThat(first.checked()).isNotNull();

    Files.move(directory.resolve("srv"), directory.resolve("away"));
    small.pass(Duration.ofHours(1));
    watch.survey();
    assertThat(measured().coverage()).isEqualTo(first);

    Files.move(directory.resolve("away"), directory.resolve("srv"));
    Files.delete(directory.resolve("srv/blog"));
    watch.survey();
    assertThat(Objects.requireNonNull(measured().coverage()).unprotected()).isEmpty();
  }

  @Test
  void a_fact_that_was_changed_after_it_was_read_is_found_by_the_watch() throws Exception {
    small.backedUp("shop");
    assertThat(shop().ledger().flaws()).isZero();
    tamper("update fact set text = replace(text, 'shop', 'shoq') where sequence = 1");

    assertThat(shop().ledger().flaws()).isZero();
    small.machine().measurements().watch().verify();

    assertThat(shop().ledger().flaws()).isEqualTo(1);
    assertThat(small.machine().measurements().metrics())
        .contains("holdfast_ledger_flaws{application=\"shop\"} 1\n");
  }
}
