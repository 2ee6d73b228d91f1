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
import io.holdfast.protection.point.Completeness;
import io.holdfast.protection.point.Completeness.Failure;
import io.holdfast.protection.point.ContentId;
import io.holdfast.protection.point.Manifest;
import io.holdfast.protection.point.VolumeOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A database that a hook copies beside the live files of its volume. */
final class ManifestOfTest {
  private static final VolumeName DATA = VolumeName.parse("data");
  private static final HookName HOOK = HookName.parse("data");
  private static final Instant TIME = Instant.parse("2026-11-29T04:00:00Z");
  private static final ContentId CONTENT = ContentId.parse("0".repeat(64));

  private static Manifest manifest(Completeness volume, Completeness overlay) {
    return manifest(
        new Outcome.Moved(CONTENT, CONTENT, 3, 300, volume, false),
        new Outcome.Moved(CONTENT, CONTENT, 1, 4096, overlay, false),
        Set.of());
  }

  private static Manifest manifest(
      Outcome.Moved volume, Outcome.Moved overlay, Set<VolumeName> mayBeEmpty) {
    var request =
        new BackupRequest(
            PointId.parse("shop-20261129t041500z-7f3a"),
            List.of(new Volume(DATA, Method.LIVE)),
            List.of(new Hook(HOOK, List.of(DATA), Keeps.RECOVERABLE)),
            List.of(),
            null);
    var plan =
        ((Planning.Planned<BackupPlan>)
                BackupPlanner.plan(request, Map.of(DATA, new Storage.Plain("ext4"))))
            .plan();
    var results =
        plan.steps().stream()
            .map(step -> new StepResult(step.key(), TIME, TIME, outcome(step, volume, overlay)))
            .toList();
    return ManifestOf.of(
        plan,
        results,
        new ManifestOf.Context(
            new Manifest.Origin("host", "holdfast", TIME, null),
            Map.of(DATA, "/srv/data"),
            List.of(),
            mayBeEmpty,
            List.of(),
            List.of(),
            Duration.ZERO));
  }

  private static Outcome.Moved moved(boolean empty) {
    return new Outcome.Moved(CONTENT, CONTENT, 0, 0, captured(2), empty);
  }

  private static Outcome outcome(BackupStep step, Outcome.Moved volume, Outcome.Moved overlay) {
    return switch (step) {
      case BackupStep.OpenHook _ -> new Outcome.HookOpened("SQLite, live", List.of("/a.db"), false);
      case BackupStep.CloseHook _ -> new Outcome.HookClosed(TIME, TIME, List.of("a.db"), List.of());
      case BackupStep.Move _ -> volume;
      case BackupStep.MoveOverlay _ -> overlay;
      case BackupStep.Seal _, BackupStep.Freeze _, BackupStep.Release _ -> new Outcome.Released();
    };
  }

  private static Completeness captured(long count) {
    return new Completeness(count, 0, 0, List.of());
  }

  @Test
  void what_a_hook_adds_is_counted() {
    var volume = manifest(captured(4), captured(2)).captured().getFirst();

    assertThat(volume.content().files()).isEqualTo(4);
    assertThat(volume.content().bytes()).isEqualTo(4396);
    assertThat(volume.content().overlaid()).containsExactly("a.db");
    assertThat(volume.completeness()).isEqualTo(captured(6));
  }

  @Test
  void what_a_hook_added_and_could_not_be_stored_leaves_the_point_incomplete() {
    var lost = new Failure("/a.db", "input/output error");

    var manifest = manifest(captured(4), new Completeness(0, 0, 1, List.of(lost)));

    assertThat(manifest.isComplete()).isFalse();
    assertThat(manifest.captured().getFirst().completeness().failures()).containsExactly(lost);
  }

  @Test
  void what_a_hook_adds_belongs_to_its_volume_alone() {
    var other = VolumeName.parse("other");
    var request =
        new BackupRequest(
            PointId.parse("shop-20261129t041500z-7f3a"),
            List.of(new Volume(DATA, Method.LIVE), new Volume(other, Method.LIVE)),
            List.of(new Hook(HOOK, List.of(DATA), Keeps.RECOVERABLE)),
            List.of(),
            null);
    var plain = new Storage.Plain("ext4");
    var plan =
        ((Planning.Planned<BackupPlan>)
                BackupPlanner.plan(request, Map.of(DATA, plain, other, plain)))
            .plan();
    var added = new Outcome.Moved(CONTENT, CONTENT, 1, 4096, captured(1), false);
    var results =
        plan.steps().stream()
            .map(step -> new StepResult(step.key(), TIME, TIME, outcome(step, moved(true), added)))
            .toList();

    var manifest =
        ManifestOf.of(
            plan,
            results,
            new ManifestOf.Context(
                new Manifest.Origin("host", "holdfast", TIME, null),
                Map.of(DATA, "/srv/data", other, "/srv/other"),
                List.of(),
                Set.of(),
                List.of(),
                List.of(),
                Duration.ZERO));

    assertThat(manifest.of(DATA).orElseThrow()).isInstanceOf(VolumeOutcome.Captured.class);
    assertThat(manifest.of(other).orElseThrow()).isInstanceOf(VolumeOutcome.Failed.class);
    assertThat(manifest.isComplete()).isFalse();
  }

  @Test
  void no_more_failures_are_named_than_a_manifest_may_have() {
    var many =
        new Completeness(
            0,
            0,
            Completeness.MOST,
            Collections.nCopies(Completeness.MOST, new Failure("/x", "gone")));

    var completeness = manifest(many, many).captured().getFirst().completeness();

    assertThat(completeness.failed()).isEqualTo(2L * Completeness.MOST);
    assertThat(completeness.failures()).hasSize(Completeness.MOST);
  }

  @Test
  void an_empty_volume_is_not_captured() {
    var outcome = manifest(moved(true), moved(true), Set.of()).of(DATA).orElseThrow();

    assertThat(outcome)
        .isEqualTo(
            new VolumeOutcome.Failed(
                DATA,
                "/srv/data has no file: mount what belongs there, or give the volume the role spool"
                    + " if it may be empty"));
  }

  @Test
  void an_empty_volume_is_captured_when_it_may_be_empty_or_a_hook_added_to_it() {
    assertThat(manifest(moved(true), moved(true), Set.of(DATA)).isComplete()).isTrue();
    assertThat(manifest(moved(true), moved(false), Set.of()).isComplete()).isTrue();
    assertThat(manifest(moved(false), moved(true), Set.of()).isComplete()).isTrue();
  }
}
