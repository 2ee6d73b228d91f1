package io.holdfast.protection.compliance;

import static io.holdfast.protection.compliance.ComplianceCase.CREATED;
import static io.holdfast.protection.compliance.ComplianceCase.HOUR;
import static io.holdfast.protection.compliance.ComplianceCase.NOW;
import static io.holdfast.protection.compliance.ComplianceCase.points;
import static io.holdfast.protection.compliance.ComplianceCase.run;
import static io.holdfast.protection.compliance.ComplianceCase.success;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.protection.measure.MeasuredApplication;
import io.holdfast.protection.measure.Points;
import io.holdfast.protection.run.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ComplianceTest {
  @Test
  void every_promise_is_met_with_its_figures() {
    var judged = new ComplianceCase().judged();

    assertThat(judged.compliant()).isTrue();
    assertThat(judged.clauses())
        .containsExactly(
            Clause.met(Promise.RPO, "the newest complete restore point is 29m50s old, of 2h"),
            Clause.met(Promise.RTO, "the restore of 2026-11-28T12:30:00Z took 20m, of 1h"),
            Clause.met(
                Promise.SCHEDULE,
                "the next complete restore point is expected by 2026-11-29T13:15:00Z"),
            Clause.met(Promise.LAST_BACKUP, "none has failed"),
            Clause.met(
                Promise.COMPLETENESS,
                "everything in scope is in the newest restore point, of 2026-11-29T12:00:10Z"),
            Clause.met(
                Promise.RETENTION,
                "retention last ran at 2026-11-29T02:00:00Z, and removed nothing younger than"
                    + " 24h"),
            Clause.met(Promise.REHEARSAL, "the last rehearsal passed 24h ago, of 7d"),
            Clause.met(
                Promise.ENCRYPTION,
                "everything is encrypted before it is stored; only its owner may read the password"
                    + " in /etc/password"),
            Clause.met(Promise.COVERAGE, "all of 1 directories belong to volumes or are excepted"),
            Clause.met(Promise.REPOSITORY, "repository main answered at 2026-11-29T12:30:00Z"),
            Clause.met(
                Promise.RECOVERY_KIT, "the recovery kit was last exported at 2026-11-01T00:00:00Z"),
            Clause.met(
                Promise.LEDGER,
                "every fact is as it was written, and was put into the repository"));
  }

  @Test
  void what_no_policy_promises_is_not_promised_and_what_always_holds_is_still_judged() {
    var without = new ComplianceCase();
    without.follows = false;

    var judged = without.judged();

    assertThat(judged.policy()).isNull();
    assertThat(judged.clauses())
        .filteredOn(clause -> clause.standing() == Standing.NOT_PROMISED)
        .extracting(Clause::promise)
        .containsExactly(
            Promise.RPO,
            Promise.RTO,
            Promise.SCHEDULE,
            Promise.RETENTION,
            Promise.REHEARSAL,
            Promise.COVERAGE);
    without.kit = null;
    assertThat(without.judged().compliant()).isFalse();
  }

  @Test
  void a_backup_that_failed_is_told_until_another_did_not() {
    var failing = new ComplianceCase();
    failing.runs(run("2026-11-29T11:00:00Z", Run.Outcome.FAILED));
    failing.assertClause(
        Promise.LAST_BACKUP,
        Standing.MISSED,
        "the last backup failed at 2026-11-29T11:00:00Z, and none succeeded before: 'holdfast run"
            + " list shop' tells why");

    failing.runs(
        run("2026-11-29T10:00:00Z", Run.Outcome.DONE),
        run("2026-11-29T11:00:00Z", Run.Outcome.FAILED),
        run("2026-11-29T11:30:00Z", Run.Outcome.CANCELLED));
    failing.assertClause(
        Promise.LAST_BACKUP,
        Standing.MISSED,
        "the last backup failed at 2026-11-29T11:00:00Z, and the last that succeeded ended at"
            + " 2026-11-29T10:00:00Z: 'holdfast run list shop' tells why");

    failing.runs(
        run("2026-11-29T11:00:00Z", Run.Outcome.FAILED),
        run("2026-11-29T11:30:00Z", Run.Outcome.DONE));
    failing.assertClause(
        Promise.LAST_BACKUP, Standing.MET, "the last one, of 2026-11-29T11:30:00Z, did not fail");
  }

  @Test
  void a_backup_that_was_cut_off_is_no_success_until_somebody_ended_it() {
    var killed = new ComplianceCase();
    killed.runs(run("2026-11-29T11:00:00Z", Run.Outcome.DONE));
    killed.backupCutOff = Instant.parse("2026-11-29T12:00:00Z");
    killed.assertClause(
        Promise.LAST_BACKUP,
        Standing.MISSED,
        "the last backup, begun at 2026-11-29T12:00:00Z, was cut off and has no end: the next one,"
            + " or 'holdfast server', finishes it or lets go of it");

    killed.runs(run("2026-11-29T12:10:00Z", Run.Outcome.DONE));
    killed.assertClause(
        Promise.LAST_BACKUP, Standing.MET, "the last one, of 2026-11-29T12:10:00Z, did not fail");
  }

  @Test
  void a_backup_that_ended_incomplete_failed_unless_the_policy_takes_it_for_a_warning() {
    var lacking = new ComplianceCase();
    lacking.runs(
        run("2026-11-29T11:00:00Z", Run.Outcome.DONE),
        run("2026-11-29T11:30:00Z", Run.Outcome.INCOMPLETE));
    lacking.assertClause(
        Promise.LAST_BACKUP,
        Standing.MISSED,
        "the last backup ended incomplete at 2026-11-29T11:30:00Z, and so failed, and the last that"
            + " succeeded ended at 2026-11-29T11:00:00Z: 'holdfast run list shop' names it, and"
            + " 'holdfast run show RUN' what is missing");
    lacking.follows = false;
    assertThat(lacking.judged().of(Promise.LAST_BACKUP).standing()).isEqualTo(Standing.MISSED);

    lacking.follows = true;
    lacking.incompleteFails = false;
    lacking.assertClause(
        Promise.LAST_BACKUP,
        Standing.MET,
        "the last one, of 2026-11-29T11:30:00Z, is incomplete, which the policy takes for a"
            + " warning");

    lacking.incompleteFails = true;
    lacking.runs(
        run("2026-11-29T11:00:00Z", Run.Outcome.INCOMPLETE),
        run("2026-11-29T11:30:00Z", Run.Outcome.DONE));
    assertThat(lacking.judged().of(Promise.LAST_BACKUP).standing()).isEqualTo(Standing.MET);
  }

  @Test
  void what_was_declared_since_the_newest_point_is_not_known_to_be_in_it() {
    var grown = new ComplianceCase();
    grown.changed = Instant.parse("2026-11-29T12:10:00Z");

    grown.assertClause(
        Promise.COMPLETENESS,
        Standing.UNKNOWN,
        "what the application names was changed at 2026-11-29T12:10:00Z, and the newest restore"
            + " point is of 2026-11-29T12:00:10Z: whether all of it is in one is known after the"
            + " next backup");
    assertThat(grown.judged().compliant()).isFalse();
  }

  @Test
  void what_was_declared_while_the_newest_point_was_made_is_not_known_to_be_in_it() {
    var copying = new ComplianceCase();
    copying.changed = Instant.parse("2026-11-29T11:58:00Z");
    assertThat(copying.judged().of(Promise.COMPLETENESS).standing()).isEqualTo(Standing.UNKNOWN);

    copying.changed = Instant.parse("2026-11-29T11:55:10.700Z");
    assertThat(copying.judged().of(Promise.COMPLETENESS).standing()).isEqualTo(Standing.MET);
  }

  @Test
  void what_was_done_before_a_rebuild_lost_its_runs_is_not_known() {
    var rebuilt = new ComplianceCase();
    rebuilt.runsLost = Instant.parse("2026-11-29T10:00:00Z");
    rebuilt.runs = Map.of();
    rebuilt.recoveries = new Evidence.Recoveries(null, null);
    var since =
        " since the catalog was rebuilt at 2026-11-29T10:00:00Z, and what was done before is not"
            + " known";

    rebuilt.assertClause(
        Promise.RETENTION,
        Standing.UNKNOWN,
        "retention has not run%s; it should have by 2026-12-01T10:00:00Z".formatted(since));
    rebuilt.assertClause(
        Promise.RTO,
        Standing.UNKNOWN,
        "no restore of the whole application was timed%s: 'holdfast point restore' times one"
            .formatted(since));
    rebuilt.assertClause(
        Promise.REHEARSAL,
        Standing.UNKNOWN,
        "no restore was rehearsed%s; the first is due at 2026-12-06T10:00:00Z".formatted(since));

    rebuilt.runsLost = Instant.parse("2026-11-20T10:00:00Z");
    assertThat(rebuilt.judged().of(Promise.RETENTION))
        .isEqualTo(
            Clause.missed(Promise.RETENTION, "retention never ran since 2026-11-20T10:00:00Z"));

    rebuilt.created = Instant.parse("2026-11-29T11:00:00Z");
    rebuilt.assertClause(
        Promise.RETENTION,
        Standing.UNKNOWN,
        "retention has not run yet; it should have by 2026-12-01T11:00:00Z");
  }

  @Test
  void an_older_point_that_is_lost_says_nothing_of_the_last_backup() {
    var lost = new ComplianceCase();
    lost.points = points("2026-11-29T12:00:10Z", null, "2026-11-29T11:00:10Z");

    var judged = lost.judged();

    assertThat(judged.of(Promise.REPOSITORY).standing()).isEqualTo(Standing.MISSED);
    assertThat(judged.of(Promise.LAST_BACKUP).standing()).isEqualTo(Standing.MET);
    assertThat(judged.of(Promise.RPO).standing()).isEqualTo(Standing.MET);
  }

  @Test
  void a_point_that_is_one_moment_too_old_misses_the_rpo() {
    var late = new ComplianceCase();
    late.points = points("2026-11-29T10:30:00Z", null);
    assertThat(late.judged().of(Promise.RPO).standing()).isEqualTo(Standing.MET);

    late.points = points("2026-11-29T10:29:59.999Z", null);
    assertThat(late.judged().of(Promise.RPO))
        .isEqualTo(
            Clause.missed(
                Promise.RPO, "the newest complete restore point is 2h1s old, 1s more than 2h"));
  }

  @Test
  void an_incomplete_point_is_no_recovery_point_and_is_told() {
    var incomplete = new ComplianceCase();
    incomplete.points = points(null, "2026-11-29T12:00:10Z");

    var judged = incomplete.judged();

    assertThat(judged.of(Promise.RPO))
        .isEqualTo(
            Clause.missed(
                Promise.RPO, "there is no complete restore point: everything would be lost"));
    assertThat(judged.of(Promise.COMPLETENESS))
        .isEqualTo(
            Clause.missed(
                Promise.COMPLETENESS,
                "the newest restore point, of 2026-11-29T12:00:10Z, is incomplete; the newest"
                    + " complete one is missing"));
    incomplete.points = points("2026-11-29T12:00:20Z", "2026-11-29T12:00:10Z");
    assertThat(incomplete.judged().of(Promise.COMPLETENESS).standing()).isEqualTo(Standing.MET);
    incomplete.points = Points.NONE;
    assertThat(incomplete.judged().of(Promise.COMPLETENESS).standing()).isEqualTo(Standing.MISSED);
  }

  @Test
  void a_backup_that_did_not_come_misses_the_schedule() {
    var late = new ComplianceCase();
    late.rpo = null;
    late.points = points("2026-11-29T10:00:10Z", null);
    late.assertClause(
        Promise.SCHEDULE,
        Standing.MISSED,
        "a complete restore point was expected by 2026-11-29T11:15:00Z, 1h15m ago");

    late.runs =
        Map.of(
            Run.Type.BACKUP,
            success("2026-11-29T10:00:00Z", Duration.ofHours(3)),
            Run.Type.RETENTION,
            success("2026-11-29T02:00:00Z", HOUR));
    assertThat(late.judged().of(Promise.SCHEDULE).standing()).isEqualTo(Standing.MET);
  }

  @Test
  void a_paused_schedule_promises_nothing_and_the_rpo_still_does() {
    var paused = new ComplianceCase();
    paused.schedule = new MeasuredApplication.Schedule(HOUR, CREATED, true);
    paused.points = points("2026-11-28T12:00:00Z", null);

    assertThat(paused.judged().of(Promise.SCHEDULE))
        .isEqualTo(Clause.notPromised(Promise.SCHEDULE, "the schedule is paused"));
    assertThat(paused.judged().of(Promise.RPO).standing()).isEqualTo(Standing.MISSED);
  }

  @Test
  void a_restore_that_nobody_timed_leaves_the_rto_unknown_and_not_met() {
    var untimed = new ComplianceCase();
    untimed.recoveries = new Evidence.Recoveries(NOW, null);
    untimed.assertClause(
        Promise.RTO,
        Standing.UNKNOWN,
        "no restore of the whole application was timed: 'holdfast point restore' times one");

    untimed.recoveries =
        new Evidence.Recoveries(
            NOW, new Evidence.Recoveries.Measured(CREATED, Duration.ofMinutes(90)));
    untimed.assertClause(
        Promise.RTO,
        Standing.MISSED,
        "the restore of 2026-11-01T00:00:00Z took 1h30m, 30m more than 1h");
  }

  @Test
  void a_rehearsal_is_met_unknown_before_its_time_and_missed_after() {
    var rehearsal = new ComplianceCase();
    var measured = rehearsal.recoveries.measured();
    rehearsal.recoveries = new Evidence.Recoveries(null, measured);
    rehearsal.assertClause(
        Promise.REHEARSAL,
        Standing.MISSED,
        "no restore was ever rehearsed; the first was due at 2026-11-08T00:00:00Z");
    rehearsal.created = NOW.minus(HOUR);
    rehearsal.assertClause(
        Promise.REHEARSAL,
        Standing.UNKNOWN,
        "no restore was rehearsed yet; the first is due at 2026-12-06T11:30:00Z");
    rehearsal.recoveries = new Evidence.Recoveries(NOW.minus(Duration.ofDays(8)), measured);
    rehearsal.assertClause(
        Promise.REHEARSAL, Standing.MISSED, "the last rehearsal passed 8d ago, 24h more than 7d");
  }
}
