package io.holdfast.host.compliance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.host.SmallMachine;
import io.holdfast.host.recovery.RecoveryKits;
import io.holdfast.location.Opener;
import io.holdfast.protection.compliance.ApplicationCompliance;
import io.holdfast.protection.compliance.Clause;
import io.holdfast.protection.compliance.Promise;
import io.holdfast.protection.compliance.Standing;
import io.holdfast.protection.ledger.Fact;
import io.holdfast.protection.ledger.FactBody;
import io.holdfast.protection.ledger.LedgerLine;
import io.holdfast.protection.ledger.WriterId;
import io.holdfast.protection.name.ApplicationName;
import io.holdfast.protection.name.RepositoryName;
import io.holdfast.protection.name.VolumeName;
import io.holdfast.protection.plan.Planning;
import io.holdfast.protection.point.RestorePoint;
import io.holdfast.protection.restore.RestoreRequest;
import io.holdfast.protection.run.Run;
import io.holdfast.repository.crypto.Password;
import io.holdfast.repository.crypto.ScryptParameters;
import io.holdfast.repository.key.KeyAuthor;
import io.holdfast.repository.key.KeyChanges;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MachineComplianceTest {
  private static final String SHOP =
      """
      repositoryRef: { name: main }
      policyRef: { name: gold }
      volumes: [{ name: orders, path: ./srv/orders }]
      """;

  private static final String GOLD =
      """
      schedule: { cron: "0 * * * *" }
      retention: { keep: { last: 3 }, minimumAge: 1d }
      objectives: { rpo: 2h, rto: 1h }
      coverage: { roots: [./srv] }
      """;

  @TempDir Path directory;

  private SmallMachine small;

  @BeforeEach
  void open() throws IOException {
    Files.createDirectories(directory.resolve("srv/orders"));
    Files.writeString(directory.resolve("srv/orders/one"), "first");
    small = new SmallMachine(directory);
    small.apply(
        "Repository",
        "main",
        "{ location: ./repository, password: { file: ./password } }",
        "Policy",
        "gold",
        GOLD,
        "Application",
        "shop",
        SHOP);
  }

  @AfterEach
  void close() throws IOException {
    small.close();
  }

  private ApplicationCompliance shop() throws IOException {
    return small.machine().compliance().report().applications().getFirst();
  }

  private Standing standing(Promise promise) throws IOException {
    return shop().of(promise).standing();
  }

  private RestorePoint point() throws IOException {
    var subject = small.machine().kinds().subject("shop");
    return small
        .machine()
        .catalog()
        .points()
        .of(subject.repositoryName(), subject.name())
        .getFirst();
  }

  private void observe(LedgerLine line, FactBody body) throws IOException {
    var rows = small.machine().catalog().ledger();
    var writer = WriterId.parse("0123456789abcdef");
    rows.keep(
        rows.end(line, writer)
            .append(List.of(Fact.Draft.at(small.now(), "test", body)), small.now()),
        false);
  }

  private static LedgerLine line() {
    return LedgerLine.of(RepositoryName.parse("main"), ApplicationName.parse("shop"));
  }

  private void restore(List<String> include) throws IOException, InterruptedException {
    restore(RestoreRequest.Mode.ASIDE, include);
  }

  private void restore(RestoreRequest.Mode mode, List<String> include)
      throws IOException, InterruptedException {
    var subject = small.machine().kinds().subject("shop");
    var id = "restore-" + small.now().toEpochMilli();
    var planning =
        small
            .machine()
            .restores()
            .run(
                subject,
                point().id(),
                stored ->
                    new RestoreRequest(
                        id,
                        stored.manifest(),
                        List.of(
                            new RestoreRequest.Volume(
                                VolumeName.parse("orders"),
                                directory.resolve("srv/orders").toString(),
                                null)),
                        mode,
                        include,
                        List.of(),
                        null),
                "tester");
    assertThat(planning).isInstanceOf(Planning.Planned.class);
  }

  @Test
  void a_machine_on_which_nothing_happened_yet_is_not_compliant() throws Exception {
    assertThat(small.machine().compliance().report().isCompliant()).isFalse();
    assertThat(shop().clauses())
        .filteredOn(clause -> clause.standing() == Standing.MISSED)
        .extracting(Clause::promise)
        .containsExactly(Promise.RPO, Promise.COMPLETENESS, Promise.RECOVERY_KIT);
    assertThat(standing(Promise.RTO)).isEqualTo(Standing.UNKNOWN);
    assertThat(standing(Promise.RETENTION)).isEqualTo(Standing.UNKNOWN);
  }

  @Test
  void a_machine_on_which_everything_was_done_is_compliant() throws Exception {
    small.backedUp("shop");
    restore(List.of());
    deleteRestored();
    var now = small.now();
    small.record(Run.Type.RETENTION, now, new Run.End(now, Run.Outcome.DONE, ""));
    exportKit("kit.txt");
    probe();

    assertThat(small.machine().compliance().report().isCompliant())
        .as("%s", shop().clauses())
        .isTrue();

    small.pass(Duration.ofHours(3));
    assertThat(standing(Promise.RPO)).isEqualTo(Standing.MISSED);
    assertThat(standing(Promise.SCHEDULE)).isEqualTo(Standing.MISSED);
  }

  @Test
  void an_incomplete_backup_failed_unless_the_policy_takes_it_for_a_warning() throws Exception {
    var now = small.now();
    small.record(Run.Type.BACKUP, now, new Run.End(now, Run.Outcome.INCOMPLETE, "1 is missing"));

    assertThat(standing(Promise.LAST_BACKUP)).isEqualTo(Standing.MISSED);

    small.apply("Policy", "gold", GOLD + "backup: { completeness: Warn }\n");
    assertThat(standing(Promise.LAST_BACKUP)).isEqualTo(Standing.MET);
  }

  private void probe() throws IOException, InterruptedException {
    small.machine().measurements().watch().probe(Duration.ofSeconds(10));
  }

  @Test
  void a_repository_that_is_away_and_the_backup_that_failed_for_it_are_told_at_once()
      throws Exception {
    small.backedUp("shop");
    assertThat(standing(Promise.REPOSITORY)).isEqualTo(Standing.UNKNOWN);
    probe();
    assertThat(standing(Promise.REPOSITORY)).isEqualTo(Standing.MET);
    assertThat(standing(Promise.LAST_BACKUP)).isEqualTo(Standing.MET);

    small.pass(Duration.ofMinutes(1));
    Files.move(directory.resolve("repository"), directory.resolve("away"));
    var subject = small.machine().kinds().subject("shop");
    assertThat(small.machine().backups().run(subject)).isInstanceOf(Planning.Planned.class);
    probe();

    assertThat(standing(Promise.RPO)).isEqualTo(Standing.UNKNOWN);
    assertThat(shop().of(Promise.REPOSITORY).reason())
        .startsWith("repository main could not be reached at ");
    assertThat(shop().of(Promise.LAST_BACKUP).reason())
        .startsWith("the last backup failed at ")
        .contains("the last that succeeded ended at ");
    assertThat(small.machine().compliance().report().isCompliant()).isFalse();
  }

  private void exportKit(String file) throws IOException, InterruptedException {
    var shop = small.machine().kinds().subject("shop");
    var files = new TreeMap<>(Map.of(directory.resolve(file), RecoveryKits.Format.TEXT));
    assertThat(
            small
                .machine()
                .kits()
                .export(new RecoveryKits.Request(shop.repository(), List.of(shop), files)))
        .isInstanceOf(RecoveryKits.Outcome.Exported.class);
  }

  /** Replaces the password of the repository, and says so in the file. */
  private void changePassword(String password) throws IOException, InterruptedException {
    var repository = small.machine().kinds().repository("main");
    try (var session =
            small
                .machine()
                .repositories()
                .open(repository, Opener.Lock.EXCLUSIVE, Duration.ofSeconds(10));
        var other = Password.of(password.getBytes(UTF_8))) {
      var open = session.repository();
      var author =
          new KeyAuthor(
              "ann", "here", new ScryptParameters(1024, 8, 1), new SecureRandom(), small::now);
      new KeyChanges(open.keys(), open.keyId(), open.key(), author).change(other, session.lock());
    }
    Files.writeString(directory.resolve("password"), password + "\n");
  }

  @Test
  void a_recovery_kit_counts_while_its_key_is_in_the_repository() throws Exception {
    exportKit("first.txt");
    assertThat(standing(Promise.RECOVERY_KIT)).isEqualTo(Standing.UNKNOWN);
    small.pass(Duration.ofMinutes(1));
    probe();
    assertThat(standing(Promise.RECOVERY_KIT)).isEqualTo(Standing.MET);

    changePassword("battery staple");
    probe();
    assertThat(shop().of(Promise.RECOVERY_KIT).reason())
        .contains("the key in it is not in repository main any more")
        .endsWith("run 'holdfast recovery-kit main DIR' again");
    assertThat(standing(Promise.RECOVERY_KIT)).isEqualTo(Standing.MISSED);
    assertThat(standing(Promise.REPOSITORY)).isEqualTo(Standing.MET);
    assertThat(small.machine().measurements().metrics())
        .contains("holdfast_recovery_kit_exported_timestamp_seconds{repository=\"main\"} 0\n");

    small.pass(Duration.ofMinutes(1));
    exportKit("second.txt");
    assertThat(standing(Promise.RECOVERY_KIT)).isEqualTo(Standing.MET);
  }

  @Test
  void a_recovery_kit_that_was_exported_since_the_last_look_counts_at_once() throws Exception {
    exportKit("first.txt");
    small.pass(Duration.ofMinutes(1));
    probe();
    changePassword("battery staple");
    small.pass(Duration.ofMinutes(1));

    exportKit("second.txt");
    assertThat(standing(Promise.RECOVERY_KIT)).isEqualTo(Standing.MET);

    changePassword("correct horse");
    small.pass(Duration.ofMinutes(1));
    probe();
    assertThat(standing(Promise.RECOVERY_KIT)).isEqualTo(Standing.MISSED);
  }

  @Test
  void a_repository_that_the_password_does_not_open_is_not_met() throws Exception {
    small.backedUp("shop");
    exportKit("kit.txt");
    Files.writeString(directory.resolve("password"), "battery staple\n");

    probe();

    assertThat(standing(Promise.REPOSITORY)).isEqualTo(Standing.MISSED);
    assertThat(standing(Promise.ENCRYPTION)).isEqualTo(Standing.UNKNOWN);
    assertThat(standing(Promise.LEDGER)).isEqualTo(Standing.UNKNOWN);
    assertThat(standing(Promise.RECOVERY_KIT)).isEqualTo(Standing.MET);
    assertThat(
            List.of(
                shop().of(Promise.REPOSITORY).reason(),
                shop().of(Promise.ENCRYPTION).reason(),
                shop().of(Promise.LEDGER).reason()))
        .allSatisfy(reason ->
            assertThat(reason)
                .contains(
                    "no key of repository main takes the password that spec.password names: put"
                        + " back the former one"));
  }

  private void deleteRestored() throws IOException {
    try (var restored = Files.newDirectoryStream(directory.resolve("srv"), "orders.restore-*")) {
      for (var one : restored) {
        Files.delete(one.resolve("one"));
        Files.delete(one);
      }
    }
  }

  @Test
  void a_restore_of_one_file_or_onto_what_is_there_says_nothing_about_the_whole() throws Exception {
    small.backedUp("shop");

    restore(List.of("one"));
    assertThat(standing(Promise.RTO)).isEqualTo(Standing.UNKNOWN);

    restore(RestoreRequest.Mode.IN_PLACE, List.of());
    assertThat(standing(Promise.RTO)).as("most of it was there").isEqualTo(Standing.UNKNOWN);

    restore(List.of());
    assertThat(standing(Promise.RTO)).isEqualTo(Standing.MET);
  }

  @Test
  void a_restore_of_a_former_application_of_the_name_says_nothing_about_this_one()
      throws Exception {
    small.backedUp("shop");
    restore(List.of());
    assertThat(standing(Promise.RTO)).isEqualTo(Standing.MET);
    small.pass(Duration.ofMinutes(1));
    small
        .machine()
        .kinds()
        .delete(
            "Application",
            "shop",
            (_, removal) -> {
              removal.run();
              return List.of();
            });

    small.apply("Application", "shop", SHOP);

    assertThat(standing(Promise.RTO)).isEqualTo(Standing.UNKNOWN);
    restore(List.of());
    assertThat(standing(Promise.RTO)).isEqualTo(Standing.MET);
  }

  @Test
  void what_a_restore_left_beside_a_volume_belongs_to_none() throws Exception {
    small.backedUp("shop");
    assertThat(standing(Promise.COVERAGE)).isEqualTo(Standing.MET);

    restore(List.of());

    assertThat(shop().of(Promise.COVERAGE).reason())
        .startsWith("1 of 2 directories belong to no volume: ");
  }

  @Test
  void a_root_that_cannot_be_read_leaves_coverage_unknown() throws Exception {
    small.apply(
        "Policy", "gold", "{ coverage: { roots: [%s] } }".formatted(directory.resolve("gone")));

    assertThat(standing(Promise.COVERAGE)).isEqualTo(Standing.UNKNOWN);
  }

  @Test
  void a_password_that_everybody_may_read_is_told() throws Exception {
    assertThat(standing(Promise.ENCRYPTION)).isEqualTo(Standing.MET);

    assertThat(directory.resolve("password").toFile().setReadable(true, false)).isTrue();
    assertThat(shop().of(Promise.ENCRYPTION).reason())
        .contains("can be read or changed by others (rw-r--r--)");

    Files.delete(directory.resolve("password"));
    assertThat(standing(Promise.ENCRYPTION)).isEqualTo(Standing.UNKNOWN);
  }

  @Test
  void a_point_that_went_before_its_time_is_told() throws Exception {
    small.backedUp("shop");
    var point = point();
    small.pass(Duration.ofHours(23));

    observe(line(), new FactBody.PointRemoved(point.id(), List.of()));

    assertThat(shop().of(Promise.RETENTION).reason())
        .contains(point.id() + " was removed at an age of 23h")
        .endsWith("before 24h");
  }

  @Test
  void facts_that_wait_too_long_for_the_repository_are_told() throws Exception {
    small.backedUp("shop");
    assertThat(standing(Promise.LEDGER)).isEqualTo(Standing.MET);
    observe(line(), new FactBody.KitExported("a"));
    observe(line(), new FactBody.KitExported("b"));
    assertThat(standing(Promise.LEDGER)).isEqualTo(Standing.MET);

    small.pass(Duration.ofMinutes(46));

    assertThat(shop().of(Promise.LEDGER).reason())
        .startsWith("2 facts are not in the repository yet, the oldest since ");
  }
}
