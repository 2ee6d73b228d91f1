package io.holdfast.protection.compliance;

import static io.holdfast.protection.compliance.ComplianceCase.HOUR;
import static io.holdfast.protection.compliance.ComplianceCase.NOW;
import static io.holdfast.protection.compliance.ComplianceCase.covered;
import static io.holdfast.protection.compliance.ComplianceCase.points;
import static io.holdfast.protection.compliance.ComplianceCase.success;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.protection.compliance.Evidence.PasswordPlace;
import io.holdfast.protection.coverage.Coverage;
import io.holdfast.protection.coverage.Coverage.Judged;
import io.holdfast.protection.measure.MeasuredApplication.Ledger;
import io.holdfast.protection.measure.Measurements;
import io.holdfast.protection.name.PointId;
import io.holdfast.protection.run.Run;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whether what was backed up is kept: repository, keys, retention, coverage and ledger. */
final class KeepingClausesTest {
  @Test
  void a_repository_that_does_not_answer_is_told_and_one_that_nobody_asked_is_unknown() {
    var away = new ComplianceCase();
    away.probe = new Measurements.Probe(NOW, "no answer within 30 seconds", null);
    away.assertClause(
        Promise.REPOSITORY,
        Standing.MISSED,
        "repository main could not be reached at 2026-11-29T12:30:00Z: no answer within 30"
            + " seconds");

    away.probe = null;
    away.assertClause(
        Promise.REPOSITORY, Standing.UNKNOWN, "nobody has tried to reach repository main yet");
  }

  @Test
  void points_that_the_repository_has_no_more_are_told_and_are_no_evidence() {
    var lost = new ComplianceCase();
    lost.points = points(null, null, "2026-11-29T12:00:10Z");
    lost.assertClause(
        Promise.REPOSITORY,
        Standing.MISSED,
        "1 restore points of shop are not in repository main any more: 'holdfast catalog verify'"
            + " names them");
    lost.assertClause(
        Promise.RPO,
        Standing.MISSED,
        "there is no complete restore point: everything would be lost");
    lost.assertClause(
        Promise.LAST_BACKUP,
        Standing.MISSED,
        "the newest restore point, of 2026-11-29T12:00:10Z, is not in repository main any more:"
            + " 'holdfast catalog verify' tells more");
  }

  @Test
  void a_repository_of_which_nobody_knows_whether_it_has_the_points_is_unknown() {
    var unlisted = new ComplianceCase();
    unlisted.pointsUnknown = "no answer within 30 seconds";
    unlisted.assertClause(
        Promise.REPOSITORY,
        Standing.UNKNOWN,
        "repository main answered at 2026-11-29T12:30:00Z, but whether it has the restore points"
            + " is not known: no answer within 30 seconds");
    assertUnknown(unlisted, Promise.RPO, "no answer within 30 seconds");
    assertUnknown(unlisted, Promise.COMPLETENESS, "no answer within 30 seconds");
  }

  @Test
  void of_a_repository_that_nobody_can_look_into_no_point_is_evidence() {
    var away = new ComplianceCase();
    away.probe = new Measurements.Probe(NOW, "connection refused", null);
    assertUnknown(away, Promise.RPO, "connection refused");
    assertUnknown(away, Promise.COMPLETENESS, "connection refused");
    assertThat(away.judged().of(Promise.ENCRYPTION).standing()).isEqualTo(Standing.MET);
    away.opening = null;
    assertThat(away.judged().of(Promise.ENCRYPTION))
        .isEqualTo(
            Clause.unknown(
                Promise.ENCRYPTION,
                "nobody has seen yet that the declared password opens repository main: connection"
                    + " refused"));

    var closed = new ComplianceCase();
    closed.opening = new Measurements.Opening("no key takes the password");
    assertUnknown(closed, Promise.RPO, "no key takes the password");

    away.points = points("2026-11-29T08:00:00Z", null);
    assertThat(away.judged().of(Promise.RPO).standing()).isEqualTo(Standing.MISSED);
  }

  private static void assertUnknown(ComplianceCase one, Promise promise, String reason) {
    Clause clause = one.judged().of(promise);
    assertThat(clause.standing()).isEqualTo(Standing.UNKNOWN);
    assertThat(clause.reason())
        .endsWith("nobody can look whether repository main still has it: " + reason);
  }

  @Test
  void of_a_repository_that_does_not_open_nothing_is_met_that_its_password_vouches_for() {
    var closed = new ComplianceCase();
    closed.opening = new Measurements.Opening("no key takes the password: name the right one");

    closed.assertClause(
        Promise.REPOSITORY,
        Standing.MISSED,
        "repository main answered at 2026-11-29T12:30:00Z, but does not open: no key takes the"
            + " password: name the right one");
    closed.assertClause(
        Promise.ENCRYPTION,
        Standing.UNKNOWN,
        "nobody knows who has the password that opens repository main: the one that is declared"
            + " does not, for no key takes the password: name the right one");
    closed.assertClause(
        Promise.LEDGER,
        Standing.UNKNOWN,
        "every fact is as it was written here, but nobody can look whether repository main has it,"
            + " nor put new ones there: no key takes the password: name the right one");
    closed.password = new PasswordPlace.InFile("/etc/password", "rw-r--r--");
    closed.ledger = new Ledger(0, null, Duration.ZERO, 1);
    assertThat(closed.judged().of(Promise.ENCRYPTION).standing()).isEqualTo(Standing.MISSED);
    assertThat(closed.judged().of(Promise.LEDGER).standing()).isEqualTo(Standing.MISSED);
  }

  @Test
  void a_recovery_kit_whose_key_was_removed_or_was_not_looked_for_is_not_met() {
    var exported = new ComplianceCase();
    exported.kit = ComplianceCase.kit(Measurements.Kit.Key.GONE);
    exported.assertClause(
        Promise.RECOVERY_KIT,
        Standing.MISSED,
        "the recovery kit was last exported at 2026-11-01T00:00:00Z, and the key in it is not in"
            + " repository main any more, so it opens nothing: run 'holdfast recovery-kit main DIR'"
            + " again");

    exported.kit = ComplianceCase.kit(Measurements.Kit.Key.UNKNOWN);
    exported.assertClause(
        Promise.RECOVERY_KIT,
        Standing.UNKNOWN,
        "the recovery kit was last exported at 2026-11-01T00:00:00Z; whether the key in it still"
            + " opens repository main is not known, since nobody has seen the keys that are there");
  }

  @Test
  void retention_that_does_not_run_or_removes_too_early_is_missed() {
    var retention = new ComplianceCase();
    retention.runs = Map.of();
    retention.assertClause(
        Promise.RETENTION, Standing.MISSED, "retention never ran since 2026-11-01T00:00:00Z");
    retention.created = NOW.minus(HOUR);
    retention.assertClause(
        Promise.RETENTION,
        Standing.UNKNOWN,
        "retention has not run yet; it should have by 2026-12-01T11:30:00Z");
    retention.runs =
        Map.of(Run.Type.RETENTION, success("2026-11-27T12:29:59Z", Duration.ofMinutes(1)));
    retention.assertClause(
        Promise.RETENTION,
        Standing.MISSED,
        "retention last ran at 2026-11-27T12:29:59Z, and removed nothing younger than 24h, longer"
            + " than 2d ago");
    var point = PointId.parse("shop-20261129t041500z-7f3a");
    retention.removal = new Evidence.Removal(point, Duration.ofHours(23));
    retention.assertClause(
        Promise.RETENTION,
        Standing.MISSED,
        "shop-20261129t041500z-7f3a was removed at an age of 23h, before 24h");
    retention.retention = null;
    retention.assertClause(Promise.RETENTION, Standing.NOT_PROMISED, "every restore point is kept");
  }

  @Test
  void a_password_that_others_may_read_protects_nothing() {
    var password = new ComplianceCase();
    password.password = new PasswordPlace.InFile("/etc/password", "rw-r-----");
    password.assertClause(
        Promise.ENCRYPTION,
        Standing.MISSED,
        "the password in /etc/password can be read or changed by others (rw-r-----): run 'chmod"
            + " 600 /etc/password'");
    password.password = new PasswordPlace.InUnknownFile("/etc/password", "it is not there");
    password.assertClause(
        Promise.ENCRYPTION,
        Standing.UNKNOWN,
        "nobody knows who may read the password in /etc/password: it is not there");
    password.password = new PasswordPlace.Printed("pass");
    assertThat(password.judged().compliant()).isTrue();
    password.password = new PasswordPlace.InVariable("PASSWORD");
    assertThat(password.judged().compliant()).isTrue();
  }

  @Test
  void a_directory_that_cannot_be_read_is_not_covered() {
    var unknown = new Judged("/srv", new io.holdfast.protection.coverage.Standing.Unknown("gone"));
    var forgotten =
        new Judged("/srv/blog", new io.holdfast.protection.coverage.Standing.Unprotected("none"));
    var coverage = new ComplianceCase();
    coverage.coverage = new Coverage(List.of(new Judged("/srv/shop", covered()), unknown));
    coverage.assertClause(
        Promise.COVERAGE, Standing.UNKNOWN, "1 of 2 directories could not be looked at: /srv");
    var left =
        new Judged(
            "/srv/shop.restore",
            new io.holdfast.protection.coverage.Standing.Leftover("restore", "shop/data"));
    coverage.coverage = new Coverage(List.of(new Judged("/srv/shop", covered()), left));
    coverage.assertClause(
        Promise.COVERAGE,
        Standing.MET,
        "all of 2 directories belong to volumes or are excepted, but for 1 that restores left and"
            + " no backup has; remove what nobody needs: /srv/shop.restore");
    coverage.coverage = new Coverage(List.of(unknown, forgotten));
    coverage.assertClause(
        Promise.COVERAGE, Standing.MISSED, "1 of 2 directories belong to no volume: /srv/blog");
  }

  @Test
  void of_a_repository_that_does_not_answer_nobody_knows_whether_it_has_the_ledger() {
    var away = new ComplianceCase();
    away.probe = new Measurements.Probe(NOW, "no answer within 30 seconds", null);

    assertThat(away.judged().of(Promise.LEDGER).standing()).isEqualTo(Standing.UNKNOWN);
  }

  @Test
  void a_ledger_with_gaps_flaws_or_old_unsealed_facts_is_missed() {
    var ledger = new ComplianceCase();
    ledger.ledger = new Ledger(3, NOW.minus(Duration.ofMinutes(45)), Duration.ZERO, 0);
    ledger.assertClause(
        Promise.LEDGER, Standing.MET, "every fact is as it was written; 3 wait for the next seal");
    ledger.ledger = new Ledger(3, NOW.minus(Duration.ofMinutes(46)), HOUR, 2);
    ledger.assertClause(
        Promise.LEDGER,
        Standing.MISSED,
        "2 facts are altered, missing or exchanged: 'holdfast catalog verify' tells which; of 1h"
            + " all facts were lost, which nothing brings back: look with 'holdfast point list"
            + " shop' whether the restore points are as you expect, and back up, and this ends"
            + " once retention has removed those from before the loss; 3 facts are not in the"
            + " repository yet, the oldest since 2026-11-29T11:44:00Z");
  }
}
