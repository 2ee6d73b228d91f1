package io.holdfast.protection.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.protection.backup.BackupRequest.Hook;
import io.holdfast.protection.backup.BackupRequest.Keeps;
import io.holdfast.protection.backup.BackupRequest.Method;
import io.holdfast.protection.backup.BackupRequest.Volume;
import io.holdfast.protection.backup.StepResult.Outcome;
import io.holdfast.protection.name.HookName;
import io.holdfast.protection.name.PointId;
import io.holdfast.protection.name.VolumeName;
import io.holdfast.protection.plan.Planning;
import io.holdfast.protection.point.ContentId;
import io.holdfast.protection.point.Cut;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a crash leaves to do, and when the cut was. */
final class RecoveryTest {
  private static final VolumeName DATA = VolumeName.parse("data");
  private static final VolumeName IMAGES = VolumeName.parse("images");
  private static final Instant START = Instant.parse("2026-11-29T04:00:00Z");
  private static final Storage BTRFS = new Storage.Freezable("srv");
  private static final Storage EXT4 = new Storage.Plain("ext4");

  private static BackupPlan plan(Map<VolumeName, Storage> storage, Hook... hooks) {
    var request =
        new BackupRequest(
            PointId.parse("shop-20261129t041500z-7f3a"),
            storage.keySet().stream().sorted().map(name -> new Volume(name, Method.AUTO)).toList(),
            List.of(hooks),
            List.of(),
            null);
    return ((Planning.Planned<BackupPlan>) BackupPlanner.plan(request, storage)).plan();
  }

  private static Hook hook(Keeps keeps) {
    return new Hook(HookName.parse("postgres"), List.of(DATA), keeps);
  }

  /** The first steps as if each took ten seconds, with a pause of one second between them. */
  private static List<StepResult> done(BackupPlan plan, int steps) {
    var results = new ArrayList<StepResult>();
    for (int i = 0; i < steps; i++) {
      var step = plan.steps().get(i);
      var started = START.plusSeconds(11L * i);
      results.add(new StepResult(step.key(), started, started.plusSeconds(10), outcome(step)));
    }
    return results;
  }

  private static Outcome outcome(BackupStep step) {
    return switch (step) {
      case BackupStep.Seal _ -> new Outcome.Sealed(ContentId.parse("0".repeat(64)), List.of());
      case BackupStep.OpenHook _,
          BackupStep.Freeze _,
          BackupStep.CloseHook _,
          BackupStep.Move _,
          BackupStep.MoveOverlay _,
          BackupStep.Release _ ->
          new Outcome.Released();
    };
  }

  @Test
  void a_frozen_cut_outlives_the_process_once_its_hooks_are_closed() {
    var plan = plan(Map.of(DATA, BTRFS), hook(Keeps.RECOVERABLE));

    for (int steps = 0; steps < plan.steps().size(); steps++) {
      var recovery = Recovery.of(plan, done(plan, steps));

      if (steps < 3) {
        assertThat(recovery).as("after %d steps", steps).isInstanceOf(Recovery.Abandoned.class);
        assertThat(((Recovery.Abandoned) recovery).rest())
            .containsExactly(new BackupStep.Release("srv"));
      } else {
        assertThat(recovery)
            .as("after %d steps", steps)
            .isEqualTo(new Recovery.Resumed(plan.steps().subList(steps, plan.steps().size())));
      }
    }
  }

  @Test
  void a_live_cut_is_lost_until_its_hooks_are_closed() {
    var plan = plan(Map.of(DATA, EXT4), hook(Keeps.RECOVERABLE));

    assertThat(Recovery.of(plan, done(plan, 1))).isInstanceOf(Recovery.Abandoned.class);
    assertThat(Recovery.of(plan, done(plan, 2))).isInstanceOf(Recovery.Abandoned.class);
    assertThat(Recovery.of(plan, done(plan, 3))).isInstanceOf(Recovery.Resumed.class);
  }

  @Test
  void a_live_copy_without_hooks_goes_on() {
    var plan = plan(Map.of(DATA, EXT4, IMAGES, EXT4));

    assertThat(Recovery.of(plan, done(plan, 1)))
        .isEqualTo(
            new Recovery.Resumed(
                List.of(new BackupStep.Move(IMAGES, true), new BackupStep.Seal())));
  }

  @Test
  void a_sealed_point_is_there_whatever_else_was_left() {
    var plan = plan(Map.of(DATA, BTRFS));

    assertThat(Recovery.of(plan, done(plan, plan.steps().size())))
        .isInstanceOf(Recovery.Finished.class);
  }

  @Test
  void a_frozen_volume_is_cut_while_it_freezes() {
    var plan = plan(Map.of(DATA, BTRFS), hook(Keeps.RECOVERABLE));

    assertThat(CutTimes.of(plan, done(plan, 5), Duration.ofSeconds(2)))
        .isEqualTo(new Cut(START.plusSeconds(11), START.plusSeconds(21), Duration.ofSeconds(2)));
  }

  @Test
  void a_live_copy_that_recovers_is_cut_while_its_hook_closes() {
    var plan = plan(Map.of(DATA, EXT4), hook(Keeps.RECOVERABLE));

    assertThat(CutTimes.of(plan, done(plan, 4), Duration.ZERO))
        .isEqualTo(new Cut(START.plusSeconds(22), START.plusSeconds(32), Duration.ZERO));
  }

  @Test
  void a_live_copy_of_what_stands_still_is_cut_while_it_does() {
    var plan = plan(Map.of(DATA, EXT4), hook(Keeps.STILL));

    assertThat(CutTimes.of(plan, done(plan, 3), Duration.ZERO))
        .isEqualTo(new Cut(START.plusSeconds(10), START.plusSeconds(22), Duration.ZERO));
  }

  @Test
  void the_cut_of_a_point_holds_those_of_all_volumes() {
    var plan = plan(Map.of(DATA, EXT4, IMAGES, BTRFS), hook(Keeps.RECOVERABLE));

    // open, move data, freeze (22-32), close (33-43)
    assertThat(CutTimes.of(plan, done(plan, 5), Duration.ZERO))
        .isEqualTo(new Cut(START.plusSeconds(22), START.plusSeconds(43), Duration.ZERO));
  }
}
