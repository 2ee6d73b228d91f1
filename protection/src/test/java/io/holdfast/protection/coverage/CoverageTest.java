package io.holdfast.protection.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.protection.coverage.Coverage.Judged;
import io.holdfast.protection.coverage.Standing.Covered;
import io.holdfast.protection.coverage.Standing.Excepted;
import io.holdfast.protection.coverage.Standing.Unknown;
import io.holdfast.protection.coverage.Standing.Unprotected;
import io.holdfast.protection.name.PointId;
import io.holdfast.protection.restore.RestorePlan;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CoverageTest {
  private static Found.Directory directory(String path, Found... entries) {
    return new Found.Directory(path, path, List.of(entries));
  }

  private static Found file(String path) {
    return new Found.NoDirectory(path, path);
  }

  private static Protection.Volume volume(String path) {
    return new Protection.Volume("shop/data", path, true, List.of());
  }

  private static Protection protection(Protection.Volume... volumes) {
    return new Protection(List.of(volumes), List.of());
  }

  private static List<Judged> judged(Protection protection, Found... roots) {
    return Coverage.of(List.of(roots), protection).directories();
  }

  @Test
  void a_directory_that_is_a_volume_or_lies_in_one_is_covered() {
    var root = directory("/srv", directory("/srv/shop"), directory("/srv/blog"));

    assertThat(judged(protection(volume("/srv/shop"), volume("/srv/blog")), root))
        .containsExactly(
            new Judged("/srv/shop", new Covered("volume shop/data")),
            new Judged("/srv/blog", new Covered("volume shop/data")));
    assertThat(judged(protection(volume("/srv")), root))
        .extracting(Judged::standing)
        .containsOnly(new Covered("volume shop/data"));
    assertThat(judged(protection(volume("/")), root))
        .extracting(Judged::standing)
        .containsOnly(new Covered("volume shop/data"));
  }

  @Test
  void a_name_that_only_begins_like_a_volume_is_not_in_it() {
    var root = directory("/srv", directory("/srv/shop-old"));

    assertThat(judged(protection(volume("/srv/shop")), root))
        .containsExactly(new Judged("/srv/shop-old", new Unprotected("it belongs to no volume")));
  }

  @Test
  void what_a_restore_left_beside_a_volume_is_told_apart() {
    var restore = RestorePlan.name(PointId.parse("shop-20261129t041500z-7f3a"), 0x0b1c);
    var root =
        directory(
            "/srv",
            directory("/srv/shop"),
            directory("/srv/shop." + restore),
            directory("/srv/shop.restore-mine"),
            directory("/srv/blog." + restore));

    var coverage = Coverage.of(List.of(root), protection(volume("/srv/shop")));

    assertThat(coverage.unprotected())
        .containsExactly("/srv/blog." + restore, "/srv/shop.restore-mine");
    assertThat(coverage.leftovers()).containsExactly("/srv/shop." + restore);
    assertThat(coverage.directories())
        .contains(
            new Judged(
                "/srv/shop.restore-20261129t041500z-7f3a-0b1c",
                new Standing.Leftover("restore-20261129t041500z-7f3a-0b1c", "shop/data")));
  }

  @Test
  void what_lies_beside_a_volume_in_a_directory_is_not_covered_by_it() {
    var protection = protection(volume("/srv/shop/data"));
    var root =
        directory(
            "/srv", directory("/srv/shop", directory("/srv/shop/data"), directory("/srv/shop/up")));

    assertThat(protection.isToBeOpened("/srv/shop")).isTrue();
    assertThat(protection.isToBeOpened("/srv/shop/data")).isFalse();
    assertThat(protection.isToBeOpened("/srv/blog")).isFalse();
    assertThat(judged(protection, root))
        .containsExactly(
            new Judged("/srv/shop/data", new Covered("volume shop/data")),
            new Judged("/srv/shop/up", new Unprotected("it belongs to no volume")));
  }

  @Test
  void a_directory_that_contains_only_volumes_is_covered_and_one_with_loose_files_is_not() {
    var protection =
        new Protection(
            List.of(volume("/srv/shop/data")),
            List.of(new Protection.Exempt("/srv/shop/README", "it is in Git")));
    var whole =
        directory(
            "/srv", directory("/srv/shop", directory("/srv/shop/data"), file("/srv/shop/README")));
    var loose =
        directory(
            "/srv", directory("/srv/shop", directory("/srv/shop/data"), file("/srv/shop/keys")));

    assertThat(Coverage.of(List.of(whole), protection).unprotected()).isEmpty();
    assertThat(judged(protection, loose))
        .contains(
            new Judged(
                "/srv/shop",
                new Unprotected(
                    "it contains volumes, and beside them /srv/shop/keys, which is in none")));
  }

  @Test
  void an_exception_covers_what_is_in_it_and_tells_its_reason() {
    var protection =
        new Protection(List.of(), List.of(new Protection.Exempt("/srv/cache", "made anew")));
    var root = directory("/srv", directory("/srv/cache"), directory("/srv/cachet"));

    assertThat(judged(protection, root))
        .containsExactly(
            new Judged("/srv/cache", new Excepted("made anew")),
            new Judged("/srv/cachet", new Unprotected("it belongs to no volume")));
  }

  @Test
  void a_volume_without_a_policy_protects_nothing_and_one_with_a_policy_is_enough() {
    var without = new Protection.Volume("old/data", "/srv/shop", false, List.of());
    var root = directory("/srv", directory("/srv/shop"));

    assertThat(judged(protection(without), root))
        .containsExactly(
            new Judged(
                "/srv/shop",
                new Unprotected(
                    "it belongs to volume old/data, whose application follows no policy")));
    assertThat(judged(protection(without, volume("/srv")), root))
        .containsExactly(new Judged("/srv/shop", new Covered("volume shop/data")));
  }

  @Test
  void what_a_volume_leaves_out_is_not_covered_by_it() {
    var leaving = new Protection.Volume("shop/all", "/srv", true, List.of("/srv/tmp"));
    var root = directory("/srv", directory("/srv/tmp"), directory("/srv/shop"));

    assertThat(judged(protection(leaving), root))
        .containsExactly(
            new Judged("/srv/tmp", new Unprotected("volume shop/all leaves it out")),
            new Judged("/srv/shop", new Covered("volume shop/all")));
  }

  @Test
  void what_could_not_be_read_is_unknown_and_never_covered() {
    var coverage =
        Coverage.of(
            List.of(
                new Found.Unreadable("/srv", "permission denied"),
                file("/opt"),
                directory("/home", new Found.Unreadable("/home/ann", "stale handle"))),
            protection(volume("/")));

    assertThat(coverage.directories())
        .containsExactly(
            new Judged("/srv", new Unknown("permission denied")),
            new Judged("/opt", new Unknown("it is no directory")),
            new Judged("/home/ann", new Unknown("stale handle")));
    assertThat(coverage.unknown()).hasSize(3);
    assertThat(coverage.unprotected()).isEmpty();
  }

  @Test
  void what_one_policy_excepts_another_may_still_demand() {
    var root = directory("/srv", directory("/srv/cache"));
    var excepting =
        new Protection(List.of(), List.of(new Protection.Exempt("/srv/cache", "made anew")));

    var coverage =
        Coverage.together(
            List.of(
                Coverage.of(List.of(root), excepting), Coverage.of(List.of(root), protection())));

    assertThat(coverage.unprotected()).containsExactly("/srv/cache");
  }

  @Test
  void files_and_links_to_nowhere_in_a_root_need_no_volume() {
    assertThat(judged(protection(), directory("/srv", file("/srv/notes")))).isEmpty();
  }
}
