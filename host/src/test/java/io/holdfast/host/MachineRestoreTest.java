package io.holdfast.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.holdfast.host.process.DirectoryUsers;
import io.holdfast.host.run.Restores;
import io.holdfast.host.run.Subject;
import io.holdfast.protection.compliance.Clause;
import io.holdfast.protection.compliance.Promise;
import io.holdfast.protection.compliance.Standing;
import io.holdfast.protection.name.PointId;
import io.holdfast.protection.name.VolumeName;
import io.holdfast.protection.plan.Planning;
import io.holdfast.protection.point.RestorePoint;
import io.holdfast.protection.restore.RestoreRequest;
import io.holdfast.protection.restore.RestoreRequest.Mode;
import io.holdfast.protection.run.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Restore points that come back on one machine. */
final class MachineRestoreTest extends OnOneMachine {
  private int restores;

  private Machine machine() {
    return one.machine();
  }

  private Restores.Wish wish(String run, Mode mode) {
    return wish(run, mode, List.of(), List.of());
  }

  private Restores.Wish wish(String run, Mode mode, List<String> include, List<String> probes) {
    return stored ->
        new RestoreRequest(
            run,
            stored.manifest(),
            List.of(
                new RestoreRequest.Volume(
                    VolumeName.parse("orders"), directory.resolve("var/orders").toString(), null)),
            mode,
            include,
            probes,
            null);
  }

  private Run.End restored(Subject subject, PointId point, Mode mode)
      throws IOException, InterruptedException {
    var run = "restore-" + ++restores;
    var planning = machine().restores().run(subject, point, wish(run, mode), "tester");
    assertThat(planning).isInstanceOf(Planning.Planned.class);
    return Objects.requireNonNull(((Planning.Planned<Run>) planning).plan().end());
  }

  @Test
  void a_point_is_restored_aside_and_the_volume_stays_as_it_is() throws Exception {
    var shop = one.applied(OneMachine.BOTH);
    one.backedUp(shop);
    Files.writeString(directory.resolve("var/orders/one"), "changed");

    var end = restored(shop, one.points(shop).getFirst().id(), Mode.ASIDE);

    assertThat(end.outcome()).isEqualTo(Run.Outcome.DONE);
    assertThat(directory.resolve("var/orders.restore-1/one")).hasContent("first");
    assertThat(directory.resolve("var/orders/one")).hasContent("changed");
  }

  /** As a database's volume is restored. */
  private Planning<Run> databaseRestored(Subject subject, PointId point, List<String> include)
      throws IOException, InterruptedException {
    return databaseRestored(subject, point, include, List.of(RestoreRequest.Volume.ALL));
  }

  private Planning<Run> databaseRestored(
      Subject subject, PointId point, List<String> include, List<String> logs)
      throws IOException, InterruptedException {
    return machine()
        .restores()
        .run(
            subject,
            point,
            stored ->
                new RestoreRequest(
                    "restore-" + ++restores,
                    stored.manifest(),
                    List.of(
                        new RestoreRequest.Volume(
                            VolumeName.parse("images"),
                            directory.resolve("var/images").toString(),
                            null,
                            logs)),
                    Mode.IN_PLACE,
                    include,
                    List.of(),
                    null),
            "tester");
  }

  @Test
  void a_database_in_place_has_nothing_of_now_which_is_in_the_point_that_secures_it()
      throws Exception {
    var shop = one.applied(OneMachine.BOTH);
    Files.createFile(directory.resolve("var/images/PG_VERSION"));
    one.backedUp(shop);
    var point = one.points(shop).getFirst().id();
    Files.createDirectory(directory.resolve("var/images/pg_wal"));
    Files.writeString(directory.resolve("var/images/pg_wal/0009"), "what undoes the restore");
    Files.writeString(directory.resolve("var/images/kept.tmp"), "in no backup");

    var run = databaseRestored(shop, point, List.of());

    assertThat(((Planning.Planned<Run>) run).plan().end())
        .isNotNull()
        .satisfies(end -> assertThat(end.outcome()).isEqualTo(Run.Outcome.DONE));
    assertThat(directory.resolve("var/images/pg_wal")).doesNotExist();
    assertThat(directory.resolve("var/images/kept.tmp")).hasContent("in no backup");
    var secured = one.points(shop).getFirst();
    assertThat(secured.secures()).isNotNull();
    assertThat(secured.isComplete()).isTrue();
    assertThat(secured.size().volumes()).as("what is overwritten, and no more").isEqualTo(1);
    machine()
        .restores()
        .run(
            shop,
            secured.id(),
            stored ->
                new RestoreRequest(
                    "restore-back",
                    stored.manifest(),
                    List.of(
                        new RestoreRequest.Volume(
                            VolumeName.parse("images"),
                            directory.resolve("var/images").toString(),
                            null)),
                    Mode.ASIDE,
                    List.of(),
                    List.of(),
                    null),
            "tester");
    assertThat(directory.resolve("var/images.restore-back/pg_wal/0009"))
        .hasContent("what undoes the restore");
  }

  @Test
  void a_file_database_that_comes_back_alone_brings_its_own_log_or_none() throws Exception {
    var images = directory.resolve("var/images");
    Files.writeString(images.resolve("app.db"), "of then");
    Files.writeString(images.resolve("app.db-journal"), "of then");
    var shop = one.applied(OneMachine.BOTH);
    one.backedUp(shop);
    for (var name : List.of("app.db", "app.db-wal", "app.db-journal", "upload")) {
      Files.writeString(images.resolve(name), "of now");
    }

    var run =
        databaseRestored(
            shop,
            one.points(shop).getFirst().id(),
            List.of("/app.db"),
            List.of("/app.db-wal", "/app.db-journal"));

    assertThat(((Planning.Planned<Run>) run).plan().end())
        .isNotNull()
        .satisfies(end -> assertThat(end.outcome()).isEqualTo(Run.Outcome.DONE));
    assertThat(images.resolve("app.db")).hasContent("of then");
    assertThat(images.resolve("app.db-journal")).hasContent("of then");
    assertThat(images.resolve("app.db-wal")).doesNotExist();
    assertThat(images.resolve("upload")).hasContent("of now");
  }

  @Test
  void a_part_of_a_database_is_not_restored_in_place() throws Exception {
    var shop = one.applied(OneMachine.BOTH);
    one.backedUp(shop);

    var refused = databaseRestored(shop, one.points(shop).getFirst().id(), List.of("/two"));

    assertThat(((Planning.Refused<Run>) refused).refusals().getFirst().sentence())
        .contains("belong together");
  }

  @Test
  void what_nobody_uses_is_secured_without_its_hooks() throws Exception {
    assumeThat(DirectoryUsers.areAllSeen()).as("root, and no container").isTrue();
    var shop =
        one.declared(
            OneMachine.shop(
                """
                - { name: orders, path: ./var/orders }
                - name: images
                  path: ./var/images
                  hooks: { pre: { command: [sh, -c, "test -e up"] } }
                """
                    .replace("test -e up", "test -e " + directory.resolve("up"))));
    Files.createFile(directory.resolve("up"));
    one.backedUp(shop);
    Files.delete(directory.resolve("up"));
    var point = one.points(shop).getFirst().id();
    Files.writeString(directory.resolve("var/orders/one"), "changed");

    assertThat(restored(shop, point, Mode.IN_PLACE).outcome()).isEqualTo(Run.Outcome.DONE);
    var ofOther = databaseRestored(shop, point, List.of());

    assertThat(((Planning.Planned<Run>) ofOther).plan().end())
        .as("whose hook cannot open")
        .isNotNull()
        .satisfies(end -> assertThat(end.outcome()).isEqualTo(Run.Outcome.DONE));
  }

  @Test
  void a_part_comes_back_without_the_probes_of_the_whole_and_the_run_says_so() throws Exception {
    var shop =
        one.declared(
            OneMachine.shop(OneMachine.BOTH)
                + "  restore: { probes: [{ name: whole, check: { command: { command: [\"false\"] }"
                + " } }] }\n");
    one.backedUp(shop);
    var point = one.points(shop).getFirst().id();

    var part =
        machine()
            .restores()
            .run(
                shop, point, wish("part", Mode.ASIDE, List.of("/one"), List.of("whole")), "tester");
    var whole =
        machine()
            .restores()
            .run(shop, point, wish("whole", Mode.ASIDE, List.of(), List.of("whole")), "tester");

    assertThat(((Planning.Planned<Run>) part).plan().end())
        .isNotNull()
        .satisfies(end -> assertThat(end.outcome()).isEqualTo(Run.Outcome.DONE))
        .satisfies(end -> assertThat(end.message()).startsWith("a part is not probed"));
    assertThat(directory.resolve("var/orders.part/one")).hasContent("first");
    assertThat(((Planning.Planned<Run>) whole).plan().end())
        .isNotNull()
        .satisfies(end -> assertThat(end.outcome()).isEqualTo(Run.Outcome.FAILED));
  }

  @Test
  void a_point_that_came_back_as_a_whole_and_passed_the_probes_is_rehearsed() throws Exception {
    var shop =
        one.declared(
            OneMachine.shop("- { name: orders, path: ./var/orders }\n")
                + "  restore: { probes: [{ name: whole, check: { command: { command: [\"true\"] }"
                + " } }] }\n");
    one.backedUp(shop);
    var point = one.points(shop).getFirst().id();
    machine().restores().run(shop, point, wish("unprobed", Mode.ASIDE), "tester");
    assertThat(one.points(shop).getFirst().proof().rehearsed()).isNull();

    machine()
        .restores()
        .run(shop, point, wish("probed", Mode.ASIDE, List.of(), List.of("whole")), "tester");

    assertThat(one.points(shop).getFirst().proof().rehearsed()).isNotNull();
    assertThat(one.points(shop).getFirst().proof().recoveryTime()).isNotNull();
    assertThat(machine().verify().isSound()).isTrue();
  }

  @Test
  void a_swap_exchanges_both_and_keeps_what_was_there() throws Exception {
    var shop = one.applied(OneMachine.BOTH);
    one.backedUp(shop);
    Files.writeString(directory.resolve("var/orders/one"), "changed");

    var end = restored(shop, one.points(shop).getFirst().id(), Mode.SWAP);

    assertThat(end.outcome()).isEqualTo(Run.Outcome.DONE);
    assertThat(directory.resolve("var/orders/one")).hasContent("first");
    assertThat(directory.resolve("var/orders.restore-1/one")).hasContent("changed");
  }

  @Test
  void a_volume_comes_back_with_the_mode_and_the_time_of_its_directory() throws Exception {
    var shop = one.applied(OneMachine.BOTH);
    var volume = directory.resolve("var/orders");
    var mode = PosixFilePermissions.fromString("rwxr-x--x");
    var time = FileTime.from(Instant.parse("2020-01-01T10:00:00.123456789Z"));
    Files.setPosixFilePermissions(volume, mode);
    Files.setLastModifiedTime(volume, time);
    one.backedUp(shop);

    restored(shop, one.points(shop).getFirst().id(), Mode.SWAP);

    assertThat(Files.getPosixFilePermissions(volume)).isEqualTo(mode);
    assertThat(Files.getLastModifiedTime(volume)).isEqualTo(time);
  }

  @Test
  void what_is_overwritten_in_place_is_a_point_before() throws Exception {
    var shop = one.applied(OneMachine.BOTH);
    one.backedUp(shop);
    var first = one.points(shop).getFirst().id();
    Files.writeString(directory.resolve("var/orders/one"), "changed");

    var end = restored(shop, first, Mode.IN_PLACE);

    assertThat(end.outcome()).isEqualTo(Run.Outcome.DONE);
    assertThat(directory.resolve("var/orders/one")).hasContent("first");
    assertThat(one.points(shop)).hasSize(2);
    var secured = one.points(shop).getFirst().id();
    assertThat(secured).isNotEqualTo(first);
    assertThat(end.message()).contains("what was there before is in restore point " + secured);
    assertThat(one.points(shop).getFirst().secures()).isEqualTo("restore-1");
    assertThat(machine().points().newestComplete(shop).map(RestorePoint::id))
        .as("asked for once more, what was overwritten does not come back")
        .contains(first);
    assertThat(restored(shop, secured, Mode.ASIDE).outcome()).isEqualTo(Run.Outcome.DONE);
    assertThat(directory.resolve("var/orders.restore-2/one")).hasContent("changed");
  }

  @Test
  void whoever_accepts_a_risk_has_what_was_there_before_nevertheless() throws Exception {
    var shop = one.applied(OneMachine.BOTH);
    one.backedUp(shop);
    Files.writeString(directory.resolve("var/orders/one"), "changed");

    var planning =
        machine()
            .restores()
            .run(
                shop,
                one.points(shop).getFirst().id(),
                stored ->
                    new RestoreRequest(
                        "accepting",
                        stored.manifest(),
                        wish("accepting", Mode.IN_PLACE).of(stored).volumes(),
                        Mode.IN_PLACE,
                        List.of(),
                        List.of(),
                        "the log may be torn"),
                "tester");

    assertThat(planning).isInstanceOf(Planning.Planned.class);
    assertThat(directory.resolve("var/orders/one")).hasContent("first");
    var secured = one.points(shop).getFirst();
    assertThat(secured.secures()).isEqualTo("accepting");
    assertThat(restored(shop, secured.id(), Mode.ASIDE).outcome()).isEqualTo(Run.Outcome.DONE);
  }

  @Test
  void what_cannot_be_secured_is_overwritten_by_whoever_accepts_that_alone() throws Exception {
    var shop = one.applied(OneMachine.BOTH);
    one.backedUp(shop);
    var point = one.points(shop).getFirst().id();
    var hooked =
        one.applied(OneMachine.BOTH.replace("./var/orders }", "./var/orders, method: Snapshot }"));

    var refused = restored(hooked, point, Mode.IN_PLACE);
    var accepted =
        machine()
            .restores()
            .run(
                hooked,
                point,
                stored ->
                    new RestoreRequest(
                        "restore-9",
                        stored.manifest(),
                        wish("restore-9", Mode.IN_PLACE).of(stored).volumes(),
                        Mode.IN_PLACE,
                        List.of(),
                        List.of(),
                        "nothing of it is needed"),
                "tester");

    assertThat(refused.outcome()).isEqualTo(Run.Outcome.FAILED);
    assertThat(refused.message()).contains("accept the loss with --accept-risk");
    var end = Objects.requireNonNull(((Planning.Planned<Run>) accepted).plan().end());
    assertThat(end.outcome()).isEqualTo(Run.Outcome.DONE);
    assertThat(end.message()).startsWith("what was there before was not secured");
  }

  @Test
  void what_is_secured_before_a_restore_ends_no_failure_of_backups() throws Exception {
    var shop = one.applied(OneMachine.BOTH);
    one.backedUp(shop);
    var first = one.points(shop).getFirst().id();
    one.applied("- { name: orders, path: ./var/orders, method: Snapshot }");
    assertThat(machine().backups().run(machine().kinds().subject("shop")))
        .isInstanceOf(Planning.Refused.class);
    assertThat(lastBackup().standing()).isEqualTo(Standing.MISSED);
    var failure = machine().catalog().runs().sums(shop.name(), one.now()).get(Run.Type.BACKUP);
    shop = one.applied(OneMachine.BOTH);

    assertThat(restored(shop, first, Mode.IN_PLACE).outcome()).isEqualTo(Run.Outcome.DONE);

    assertThat(one.points(shop).getFirst().secures()).isEqualTo("restore-1");
    assertThat(machine().catalog().runs().sums(shop.name(), one.now()).get(Run.Type.BACKUP))
        .isEqualTo(failure);
    assertThat(lastBackup().standing()).isEqualTo(Standing.MISSED);
    one.backedUp(shop);
    assertThat(lastBackup().standing()).isEqualTo(Standing.MET);
  }

  private Clause lastBackup() throws IOException {
    return machine().compliance().report().applications().getFirst().of(Promise.LAST_BACKUP);
  }
}
