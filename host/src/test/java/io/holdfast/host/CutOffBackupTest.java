package io.holdfast.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.host.run.Journal;
import io.holdfast.protection.backup.BackupPlan;
import io.holdfast.protection.backup.BackupStep;
import io.holdfast.protection.backup.StepResult;
import io.holdfast.protection.compliance.Clause;
import io.holdfast.protection.compliance.Promise;
import io.holdfast.protection.compliance.Standing;
import io.holdfast.protection.plan.Planning;
import io.holdfast.protection.run.Run;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A backup whose process was killed once its volumes were frozen. */
final class CutOffBackupTest extends OnOneMachine {
  @Test
  void one_that_fails_when_it_goes_on_removes_its_volume_snapshot() throws Exception {
    var command = one.file("command");
    Files.writeString(
        command,
        """
        #!/bin/sh
        [ $1 = delete ] && rm -rf %s
        exit 0
        """
            .formatted(one.file("frozen")));
    Files.setPosixFilePermissions(command, PosixFilePermissions.fromString("rwx------"));
    var shop =
        one.applied(
            "- { name: orders, path: ./var/orders, method: Snapshot, snapshot: { command: [%s] } }"
                .formatted(command));
    var plan = ((Planning.Planned<BackupPlan>) one.machine().backups().plan(shop)).plan();
    var runs = one.machine().catalog().runs();
    runs.begin(
        new Run(
            plan.point().text(),
            Run.Type.BACKUP,
            shop.ofRun(),
            one.now(),
            null,
            Journal.text(plan)));
    var freeze =
        plan.steps().stream().filter(BackupStep.Freeze.class::isInstance).findFirst().orElseThrow();
    var copies =
        "{\"copies\":{\"%s\":\"%s\"}}"
            .formatted(one.file("var/orders").toRealPath(), one.file("frozen/gone"));
    Files.createDirectory(one.file("frozen"));
    runs.add(
        plan.point().text(),
        freeze.key(),
        Journal.text(
            new StepResult(
                freeze.key(), one.now(), one.now(), new StepResult.Outcome.Frozen(copies))));

    assertThat(lastBackup().standing()).isEqualTo(Standing.MET);
    one.restart();
    assertThat(lastBackup().reason()).contains("was cut off and has no end");
    var ended = one.machine().recover((_, _) -> {});

    assertThat(ended)
        .singleElement()
        .satisfies(run -> {
          var end = Objects.requireNonNull(run.end());
          assertThat(end.outcome()).isEqualTo(Run.Outcome.FAILED);
          assertThat(end.message()).startsWith("'move orders' failed");
        });
    assertThat(one.file("frozen")).doesNotExist();
    assertThat(lastBackup().reason()).contains("the last backup failed at");
  }

  private Clause lastBackup() throws Exception {
    return one.machine().compliance().report().applications().getFirst().of(Promise.LAST_BACKUP);
  }
}
