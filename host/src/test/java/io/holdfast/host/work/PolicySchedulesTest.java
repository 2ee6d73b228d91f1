package io.holdfast.host.work;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.api.apply.Source;
import io.holdfast.host.Machine;
import io.holdfast.host.MachineWorkshop;
import io.holdfast.host.TestEquipment;
import io.holdfast.host.run.Subject;
import io.holdfast.protection.queue.CatchUp;
import io.holdfast.protection.queue.Kind;
import io.holdfast.protection.queue.Scheduled;
import io.holdfast.protection.run.Run;
import io.holdfast.schema.document.Reading;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PolicySchedulesTest {
  @TempDir Path directory;

  @Test
  void whoever_deletes_meanwhile_keeps_no_schedule_from_being_read() throws Exception {
    var workshop = new MachineWorkshop(directory);
    try (var machine = workshop.start()) {
      var documents =
          (MachineWorkshop.kinds("[{ name: orders, path: ./var/orders }]")
                  + """
                  ---
                  apiVersion: holdfast.dev/v1alpha1
                  kind: Policy
                  metadata: { name: gold }
                  spec: { schedule: { cron: "0 4 * * *" }, retention: { keep: { last: 3 } } }
                  """)
              .replace("  repositoryRef", "  policyRef: { name: gold }\n  repositoryRef");
      var sources = List.of(new Source("shop.yaml", directory, documents.getBytes(UTF_8)));
      assertThat(machine.kinds().apply(sources, "ann", false)).isInstanceOf(Reading.Read.class);
      var deleting =
          new FutureTask<>(() -> {
            for (int i = 0; i < 200; i++) {
              machine
                  .kinds()
                  .delete(
                      "application",
                      "shop",
                      (_, removal) -> {
                        removal.run();
                        return List.of();
                      });
              machine.kinds().apply(sources, "ann", false);
            }
            return true;
          });
      Thread.ofPlatform().start(deleting);
      var schedules = new PolicySchedules(machine, TestEquipment.CLOCK);

      while (!deleting.isDone()) {
        assertThat(schedules.now().size()).isIn(0, 2);
      }

      assertThat(deleting.get()).isTrue();
    }
  }

  private List<Scheduled> scheduled(String policy) throws Exception {
    var kinds =
        """
        apiVersion: holdfast.dev/v1alpha1
        kind: Repository
        metadata: { name: main }
        spec: { location: ./repository, password: { file: ./password } }
        ---
        apiVersion: holdfast.dev/v1alpha1
        kind: Policy
        metadata: { name: gold }
        spec: %s
        ---
        apiVersion: holdfast.dev/v1alpha1
        kind: Application
        metadata: { name: shop }
        spec:
          repositoryRef: { name: main }
          policyRef: { name: gold }
          volumes: [{ name: orders, path: ./orders }]
        ---
        apiVersion: holdfast.dev/v1alpha1
        kind: Application
        metadata: { name: alone }
        spec:
          repositoryRef: { name: main }
          volumes: [{ name: notes, path: ./notes }]
        """
            .formatted(policy);
    try (var machine = new MachineWorkshop(directory).start()) {
      assertThat(
              machine
                  .kinds()
                  .apply(
                      List.of(new Source("k.yaml", directory, kinds.getBytes(UTF_8))),
                      "ann",
                      false))
          .isInstanceOf(Reading.Read.class);
      return new PolicySchedules(machine, TestEquipment.CLOCK).now();
    }
  }

  @Test
  void backups_begin_as_the_policy_says_and_retention_once_a_day() throws Exception {
    var scheduled =
        scheduled(
            """
            { schedule: { cron: "0 3 * * *", zone: Europe/Berlin, catchUp: None,
                windows: [{ from: "22:00", to: "06:00" }] },
              retention: { keep: { daily: 7 } } }\
            """);

    assertThat(scheduled).extracting(Scheduled::kind).containsExactly(Kind.BACKUP, Kind.RETENTION);
    assertThat(scheduled).extracting(each -> each.target().application()).containsOnly("shop");
    assertThat(scheduled.getFirst().terms().catchUp()).isEqualTo(CatchUp.NONE);
    assertThat(scheduled.getFirst().timetable().next(Instant.parse("2026-11-29T12:00:00Z")))
        .isEqualTo("2026-11-30T02:00:00Z");
    assertThat(scheduled.getLast().terms().catchUp()).isEqualTo(CatchUp.ONCE);
    assertThat(scheduled.getLast().terms().windows()).hasSize(1);
  }

  @Test
  void a_policy_that_keeps_everything_has_no_retention() throws Exception {
    assertThat(scheduled("{ schedule: { cron: \"0 3 * * *\" } }"))
        .extracting(Scheduled::kind)
        .containsExactly(Kind.BACKUP);
  }

  @Test
  void retention_needs_no_schedule_of_backups() throws Exception {
    assertThat(scheduled("{ retention: { keep: { daily: 7 } } }"))
        .extracting(Scheduled::kind)
        .containsExactly(Kind.RETENTION);
  }

  @Test
  void a_pause_is_one_of_everything() throws Exception {
    assertThat(
            scheduled(
                """
                { schedule: { cron: "0 3 * * *", paused: true },
                  retention: { keep: { daily: 7 } } }\
                """))
        .allMatch(each -> each.terms().paused());
  }

  @Test
  void runs_of_a_clock_that_was_ahead_do_not_hide_those_of_now() throws Exception {
    var workshop = new MachineWorkshop(directory);
    try (var machine = workshop.start()) {
      var subject = workshop.applied(machine);
      var now = Instant.parse("2026-11-29T12:00:00Z");
      var answered = now.minusSeconds(30);
      begin(machine, subject, "now", answered);
      for (int i = 0; i < 50; i++) {
        begin(machine, subject, "ahead-" + i, now.plus(Duration.ofDays(3650 + i)));
      }
      var policy =
          """
          apiVersion: holdfast.dev/v1alpha1
          kind: Policy
          metadata: { name: gold }
          spec: { schedule: { cron: "0 * * * *" } }
          ---
          apiVersion: holdfast.dev/v1alpha1
          kind: Application
          metadata: { name: shop }
          spec:
            repositoryRef: { name: main }
            policyRef: { name: gold }
            volumes: [{ name: orders, path: ./var/orders }]
          """;
      machine
          .kinds()
          .apply(List.of(new Source("p.yaml", directory, policy.getBytes(UTF_8))), "ann", false);

      assertThat(new PolicySchedules(machine, () -> now).now())
          .singleElement()
          .satisfies(each -> assertThat(each.history().starts()).containsExactly(answered));
    }
  }

  private static void begin(Machine machine, Subject subject, String id, Instant started)
      throws IOException {
    machine
        .catalog()
        .runs()
        .begin(new Run(id, Run.Type.BACKUP, subject.ofRun(), started, null, "{}"));
  }
}
