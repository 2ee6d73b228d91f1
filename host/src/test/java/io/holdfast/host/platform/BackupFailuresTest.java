package io.holdfast.host.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.api.platform.RunView.Failure;
import io.holdfast.catalog.RunRows.RecordedStep;
import io.holdfast.host.run.Journal;
import io.holdfast.protection.backup.BackupPlan;
import io.holdfast.protection.backup.BackupStep;
import io.holdfast.protection.backup.StepResult;
import io.holdfast.protection.name.ApplicationName;
import io.holdfast.protection.name.PointId;
import io.holdfast.protection.name.RepositoryName;
import io.holdfast.protection.name.VolumeName;
import io.holdfast.protection.point.Completeness;
import io.holdfast.protection.point.Consistency;
import io.holdfast.protection.point.ContentId;
import io.holdfast.protection.point.VolumeOutcome;
import io.holdfast.protection.run.Run;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class BackupFailuresTest {
  private static final Instant TIME = Instant.parse("2026-11-29T04:15:00Z");
  private static final VolumeName IMAGES = VolumeName.parse("images");
  private static final VolumeName ORDERS = VolumeName.parse("orders");
  private static final BackupStep MOVE = new BackupStep.Move(ORDERS, true);

  private static Run ended(Run.Outcome outcome, String plan) {
    return new Run(
        "shop-20261129t041500z-7f3a",
        Run.Type.BACKUP,
        new Run.Subject(RepositoryName.parse("main"), ApplicationName.parse("shop")),
        TIME,
        new Run.End(TIME, outcome, ""),
        plan);
  }

  private static String plan() {
    return Journal.text(
        new BackupPlan(
            PointId.parse("shop-20261129t041500z-7f3a"),
            List.of(
                new BackupPlan.VolumeMethod(ORDERS, BackupPlan.Way.LIVE, "no snapshots here"),
                new BackupPlan.VolumeMethod(IMAGES, BackupPlan.Way.LIVE, "")),
            List.of(),
            Consistency.LIVE,
            List.of(MOVE, new BackupStep.Seal()),
            List.of(),
            null));
  }

  private static RecordedStep moved(int failed, int named) {
    var id = new ContentId("ab".repeat(32));
    var failures =
        IntStream.range(0, named)
            .mapToObj(i -> new Completeness.Failure("/" + i, "permission denied"))
            .toList();
    var outcome =
        new StepResult.Outcome.Moved(id, id, 1, 1, new Completeness(1, 0, failed, failures), false);
    return new RecordedStep(
        0, MOVE.key(), Journal.text(new StepResult(MOVE.key(), TIME, TIME, outcome)));
  }

  private static RecordedStep sealed(String imagesFailed) {
    var seal = new BackupStep.Seal();
    var outcome =
        new StepResult.Outcome.Sealed(
            new ContentId("ab".repeat(32)),
            List.of(new VolumeOutcome.Failed(IMAGES, imagesFailed)));
    return new RecordedStep(
        1, seal.key(), Journal.text(new StepResult(seal.key(), TIME, TIME, outcome)));
  }

  @Test
  void volumes_come_before_entries() {
    var run = ended(Run.Outcome.INCOMPLETE, plan());

    var failures =
        BackupFailures.of(run, List.of(moved(1, 1), sealed("it is not there"))).orElseThrow();

    assertThat(failures.total()).isEqualTo(2);
    assertThat(failures.first())
        .containsExactly(
            new Failure("images", null, "it is not there"),
            new Failure("orders", "/0", "permission denied"));
  }

  @Test
  void the_first_ten_are_named_and_all_are_counted() {
    var run = ended(Run.Outcome.INCOMPLETE, plan());

    var failures = BackupFailures.of(run, List.of(moved(1234, 100))).orElseThrow();

    assertThat(failures.total()).isEqualTo(1234);
    assertThat(failures.first()).hasSize(10);
  }

  @Test
  void a_run_that_took_all_has_none() {
    assertThat(BackupFailures.of(ended(Run.Outcome.DONE, plan()), List.of(moved(0, 0)))).isEmpty();
    // Its facts are not in the repository yet, say; the point is whole.
    assertThat(BackupFailures.of(ended(Run.Outcome.INCOMPLETE, plan()), List.of(moved(0, 0))))
        .isEmpty();
  }

  @Test
  void what_another_program_wrote_hides_no_run() {
    assertThat(BackupFailures.of(ended(Run.Outcome.INCOMPLETE, "{}"), List.of())).isEmpty();
  }
}
