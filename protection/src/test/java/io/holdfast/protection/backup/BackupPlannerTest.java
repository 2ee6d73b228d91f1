package io.holdfast.protection.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.protection.backup.BackupRequest.Hook;
import io.holdfast.protection.backup.BackupRequest.Keeps;
import io.holdfast.protection.backup.BackupRequest.Method;
import io.holdfast.protection.backup.BackupRequest.Volume;
import io.holdfast.protection.name.HookName;
import io.holdfast.protection.name.PointId;
import io.holdfast.protection.name.VolumeName;
import io.holdfast.protection.plan.Planning;
import io.holdfast.protection.plan.Refusal;
import io.holdfast.protection.point.Consistency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class BackupPlannerTest {
  private static final VolumeName DATA = VolumeName.parse("data");
  private static final VolumeName LOG = VolumeName.parse("log");
  private static final VolumeName IMAGES = VolumeName.parse("images");

  private static final Storage BTRFS = new Storage.Freezable("btrfs:/srv");
  private static final Storage OTHER = new Storage.Freezable("btrfs:/mnt");
  private static final Storage EXT4 = new Storage.Plain("ext4 has no snapshots");

  private static final HookName POSTGRES = HookName.parse("postgres");

  private static Hook hook(Keeps keeps, VolumeName... volumes) {
    return new Hook(POSTGRES, List.of(volumes), keeps);
  }

  private static Planning<BackupPlan> plan(
      List<Hook> hooks, List<Set<VolumeName>> together, Map<VolumeName, Storage> storage) {
    return plan(Method.AUTO, hooks, together, storage);
  }

  private static Planning<BackupPlan> plan(
      Method method,
      List<Hook> hooks,
      List<Set<VolumeName>> together,
      Map<VolumeName, Storage> storage) {
    var volumes = storage.keySet().stream().sorted().map(name -> new Volume(name, method)).toList();
    var request =
        new BackupRequest(
            PointId.parse("shop-20261129t041500z-7f3a"), volumes, hooks, together, null);
    return BackupPlanner.plan(request, storage);
  }

  private static BackupPlan planned(Planning<BackupPlan> planning) {
    assertThat(planning).isInstanceOf(Planning.Planned.class);
    return ((Planning.Planned<BackupPlan>) planning).plan();
  }

  private static List<Refusal> refused(Planning<BackupPlan> planning) {
    assertThat(planning).isInstanceOf(Planning.Refused.class);
    return ((Planning.Refused<BackupPlan>) planning).refusals();
  }

  private static List<String> keys(BackupPlan plan) {
    return plan.steps().stream().map(BackupStep::key).toList();
  }

  @Test
  void hooks_are_open_only_while_a_volume_freezes() {
    var plan =
        planned(plan(List.of(hook(Keeps.RECOVERABLE, DATA)), List.of(), Map.of(DATA, BTRFS)));

    assertThat(keys(plan))
        .containsExactly(
            "open hook postgres",
            "freeze btrfs:/srv",
            "close hook postgres",
            "move data",
            "release btrfs:/srv",
            "seal");
    assertThat(plan.steps().getFirst()).isEqualTo(new BackupStep.OpenHook(POSTGRES, false));
    assertThat(plan.consistency()).isEqualTo(Consistency.ATOMIC);
    assertThat(plan.warnings()).isEmpty();
  }

  @Test
  void hooks_are_open_for_the_whole_of_a_live_copy_and_what_they_add_is_moved() {
    var plan = planned(plan(List.of(hook(Keeps.RECOVERABLE, DATA)), List.of(), Map.of(DATA, EXT4)));

    assertThat(keys(plan))
        .containsExactly(
            "open hook postgres",
            "move data",
            "close hook postgres",
            "move what hook postgres added",
            "seal");
    assertThat(plan.consistency()).isEqualTo(Consistency.LIVE);
    assertThat(plan.warnings()).isEmpty();
  }

  @Test
  void what_a_command_of_ones_own_adds_is_moved_whatever_the_method_is() {
    for (var storage : List.of(EXT4, BTRFS)) {
      var plan = planned(plan(List.of(hook(Keeps.STILL, DATA)), List.of(), Map.of(DATA, storage)));

      assertThat(keys(plan))
          .containsSubsequence("close hook postgres", "move what hook postgres added", "seal");
    }
  }

  @Test
  void volumes_of_one_unit_freeze_at_once() {
    var plan = planned(plan(List.of(), List.of(), Map.of(DATA, BTRFS, LOG, BTRFS)));

    assertThat(keys(plan))
        .containsExactly(
            "freeze btrfs:/srv", "move data", "move log", "release btrfs:/srv", "seal");
    assertThat(plan.consistency()).isEqualTo(Consistency.ATOMIC);
  }

  @Test
  void volumes_of_several_units_are_told_not_to_be_of_one_instant() {
    var plan = planned(plan(List.of(), List.of(), Map.of(DATA, BTRFS, IMAGES, OTHER)));

    assertThat(plan.consistency()).isEqualTo(Consistency.SEPARATE);
    assertThat(plan.warnings()).singleElement().asString().contains("not of the same instant");
  }

  @Test
  void what_freezes_does_so_just_before_the_live_hooks_close() {
    var plan =
        planned(
            plan(
                List.of(hook(Keeps.RECOVERABLE, DATA)),
                List.of(),
                Map.of(DATA, EXT4, IMAGES, BTRFS)));

    assertThat(keys(plan))
        .containsExactly(
            "open hook postgres",
            "move data",
            "freeze btrfs:/srv",
            "close hook postgres",
            "move what hook postgres added",
            "move images",
            "release btrfs:/srv",
            "seal");
    assertThat(plan.consistency()).isEqualTo(Consistency.LIVE);
  }

  @Test
  void data_and_log_without_one_snapshot_over_both_are_refused() {
    for (var storage :
        List.of(
            Map.of(DATA, BTRFS, LOG, OTHER),
            Map.of(DATA, BTRFS, LOG, EXT4),
            Map.of(DATA, EXT4, LOG, EXT4))) {
      var refusals = refused(plan(List.of(hook(Keeps.RECOVERABLE, DATA, LOG)), List.of(), storage));

      assertThat(refusals)
          .singleElement()
          .extracting(Refusal::sentence)
          .asString()
          .startsWith("hook postgres: its data lies in several volumes (data and log)")
          .contains("data and log of different instants do not recover")
          .contains("put them on one file system with snapshots");
    }
  }

  @Test
  void data_and_log_under_one_snapshot_are_taken() {
    var plan =
        planned(
            plan(
                List.of(hook(Keeps.RECOVERABLE, DATA, LOG)),
                List.of(),
                Map.of(DATA, BTRFS, LOG, BTRFS)));

    assertThat(plan.consistency()).isEqualTo(Consistency.ATOMIC);
  }

  @Test
  void a_hook_that_stops_all_writing_may_know_several_live_volumes() {
    var plan =
        planned(
            plan(List.of(hook(Keeps.STILL, DATA, LOG)), List.of(), Map.of(DATA, EXT4, LOG, EXT4)));

    assertThat(keys(plan))
        .containsExactly(
            "open hook postgres",
            "move data",
            "move log",
            "close hook postgres",
            "move what hook postgres added",
            "seal");
  }

  @Test
  void volumes_that_belong_together_need_one_snapshot() {
    var refusals =
        refused(plan(List.of(), List.of(Set.of(DATA, LOG)), Map.of(DATA, BTRFS, LOG, EXT4)));

    assertThat(refusals)
        .singleElement()
        .extracting(Refusal::reason)
        .asString()
        .contains("data freezes with btrfs:/srv, log: ext4 has no snapshots");
  }

  @Test
  void a_snapshot_that_was_asked_for_is_not_replaced_by_a_live_copy() {
    var refusals = refused(plan(Method.SNAPSHOT, List.of(), List.of(), Map.of(DATA, EXT4)));

    assertThat(refusals)
        .singleElement()
        .extracting(Refusal::sentence)
        .asString()
        .contains("ext4 has no snapshots")
        .contains("set method to Live");
  }

  @Test
  void a_live_copy_that_was_asked_for_is_not_frozen() {
    var plan = planned(plan(Method.LIVE, List.of(), List.of(), Map.of(DATA, BTRFS)));

    assertThat(keys(plan)).containsExactly("move data", "seal");
    assertThat(plan.warnings()).singleElement().asString().contains("no hook holds it still");
  }

  @Test
  void a_volume_that_is_missing_does_not_keep_the_others_from_being_saved() {
    var plan =
        planned(
            plan(
                List.of(),
                List.of(),
                Map.of(DATA, BTRFS, IMAGES, new Storage.Missing("no such directory"))));

    assertThat(keys(plan))
        .containsExactly("freeze btrfs:/srv", "move data", "release btrfs:/srv", "seal");
    assertThat(plan.consistency()).isEqualTo(Consistency.ATOMIC);
    assertThat(plan.warnings()).contains("volume images cannot be read: no such directory");
  }

  @Test
  void a_hook_whose_own_volume_is_missing_stays_closed() {
    var plan =
        planned(
            plan(
                List.of(hook(Keeps.STILL, DATA, IMAGES)),
                List.of(),
                Map.of(DATA, new Storage.Missing("not mounted"), IMAGES, BTRFS)));

    assertThat(keys(plan))
        .containsExactly("freeze btrfs:/srv", "move images", "release btrfs:/srv", "seal");
  }

  @Test
  void a_point_of_nothing_is_refused() {
    var refusals =
        refused(plan(List.of(), List.of(), Map.of(IMAGES, new Storage.Missing("not mounted"))));

    assertThat(refusals)
        .singleElement()
        .extracting(Refusal::reason)
        .isEqualTo("none of its volumes is there (not mounted)");
  }

  @Test
  void all_refusals_are_told_at_once() {
    var refusals =
        refused(
            plan(
                Method.SNAPSHOT,
                List.of(),
                List.of(Set.of(DATA, LOG)),
                Map.of(DATA, EXT4, LOG, EXT4)));

    assertThat(refusals).hasSize(3);
  }

  @Test
  void an_application_without_volumes_is_refused() {
    assertThat(refused(plan(List.of(), List.of(), Map.of()))).hasSize(1);
  }
}
