package io.holdfast.host.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.host.peer.BtrfsVolume;
import io.holdfast.host.peer.Machine;
import io.holdfast.host.peer.Orders;
import io.holdfast.host.peer.PostgresqlServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** PostgreSQL while customers order. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PostgresqlHookIT {
  private Workbench bench;
  private BtrfsVolume btrfs;
  private Path volume;
  private PostgresqlServer server;

  @BeforeAll
  void start() throws Exception {
    bench = new Workbench();
    btrfs = BtrfsVolume.mount();
    volume = btrfs.subvolume("shop");
    Machine.run("chmod", "755", volume.toString());
    PostgresqlServer.make(volume.resolve("data"));
    server = PostgresqlServer.start(volume.resolve("data"));
    Orders.prepare(server.connect(), "");
  }

  @AfterAll
  void stop() throws IOException {
    try (var _ = bench;
        var _ = btrfs) {
      server.close();
    }
  }

  @Test
  void a_live_copy_has_every_order_acknowledged_before_its_closing_half_began() throws Exception {
    var hook = new Hook.Postgresql(bench.secret(server.address()));
    try (var orders = Orders.begin(server::connect, "")) {
      for (int cut = 0; cut < Workbench.CUTS; cut++) {
        orders.awaitMore();

        var copy = bench.live(hook, volume, orders::acknowledged);

        assertThat(copy.outcome().position()).matches("[0-9A-F]+/[0-9A-F]+");
        verify(copy);
      }
    }
    assertNothingIsOpen();
  }

  @Test
  void a_copy_of_a_snapshot_has_every_order_acknowledged_before_it() throws Exception {
    var hook = new Hook.Postgresql(bench.secret(server.address()));
    try (var orders = Orders.begin(server::connect, "")) {
      for (int cut = 0; cut < Workbench.CUTS; cut++) {
        orders.awaitMore();

        var copy = bench.snapshot(hook, btrfs, volume, orders::acknowledged);

        assertThat(copy.directory().resolve("data/backup_label")).doesNotExist();
        verify(copy);
      }
    }
    assertNothingIsOpen();
  }

  private static void verify(Workbench.Copy copy) throws Exception {
    try (var restored = PostgresqlServer.start(copy.directory().resolve("data"))) {
      Orders.verify(restored.connect(), "", copy.acknowledged());
    }
  }

  @Test
  void a_step_that_hangs_is_given_up_and_leaves_nothing_open() throws Exception {
    var limits = new Limits(Duration.ofSeconds(2), Duration.ofMinutes(1), Duration.ofMinutes(1));
    var hook = new Hook.Postgresql(bench.secret(server.address()));
    var plan = HookPlan.of(hook, Method.LIVE, Scope.of(volume), limits);
    // The backup's start waits for a checkpoint, which never comes.
    var checkpointer = one("select pid from pg_stat_activity where backend_type = 'checkpointer'");
    Machine.run("kill", "-STOP", checkpointer);
    try {
      assertThatThrownBy(() ->
              HookSession.open(plan, bench.directory("overlay"), bench.file("hook.lock"), clock()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("pg_")
          .hasMessageContaining("was not done within 2 s and was given up");
    } finally {
      Machine.run("kill", "-CONT", checkpointer);
    }

    assertNothingIsOpen();
    assertThat(one("select count(*) from orders")).isNotNull();
  }

  @Test
  void a_session_that_is_given_up_leaves_nothing_open() throws Exception {
    var hook = new Hook.Postgresql(bench.secret(server.address()));
    var plan = HookPlan.of(hook, Method.LIVE, Scope.of(volume), Workbench.LIMITS);
    var overlay = bench.directory("overlay");

    try (var session = HookSession.open(plan, overlay, bench.file("hook.lock"), clock())) {
      assertThat(session.exclusions()).isNotEmpty();
      assertThat(one("select count(*) from pg_replication_slots where active")).isEqualTo("1");
    }

    assertNothingIsOpen();
    assertThat(overlay).isEmptyDirectory();
  }

  @Test
  void a_copy_that_takes_longer_than_the_hook_may_be_held_is_no_cut() throws Exception {
    var limits = new Limits(Workbench.STEP, Duration.ofMillis(300), Duration.ofMinutes(1));
    var hook = new Hook.Postgresql(bench.secret(server.address()));
    var plan = HookPlan.of(hook, Method.LIVE, Scope.of(volume), limits);
    try (var session =
        HookSession.open(plan, bench.directory("overlay"), bench.file("hook.lock"), clock())) {
      assertNothingIsOpen();

      assertThatThrownBy(session::end)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("the copy took longer than");
    }
  }

  @Test
  void nothing_is_left_open_by_a_program_that_is_killed() throws Exception {
    var source = bench.secret(server.address());
    try (var holder =
        Holder.start(
            "postgresql",
            "LIVE",
            volume.toString(),
            bench.directory("overlay").toString(),
            source.toString())) {
      assertThat(one("select count(*) from pg_replication_slots where active")).isEqualTo("1");

      holder.kill();
    }

    assertNothingIsOpen();
  }

  @Test
  void a_session_that_the_server_ended_makes_no_point() throws Exception {
    var hook = new Hook.Postgresql(bench.secret(server.address()));
    var plan = HookPlan.of(hook, Method.LIVE, Scope.of(volume), Workbench.LIMITS);
    try (var session =
        HookSession.open(plan, bench.directory("overlay"), bench.file("hook.lock"), clock())) {
      one(
          "select pg_terminate_backend(pid) from pg_stat_activity where application_name ="
              + " 'holdfast'");

      assertThatThrownBy(session::end).isInstanceOf(IOException.class);
    }
    assertNothingIsOpen();
  }

  @Test
  void a_role_with_too_few_rights_is_told_what_to_grant() throws Exception {
    run("drop role if exists weak", "create role weak login password 'hidden'");
    var hook = new Hook.Postgresql(bench.secret(server.address("weak", "hidden")));

    assertRefused(hook, Method.LIVE, "GRANT pg_read_all_settings TO weak");
    run("grant pg_read_all_settings to weak");
    assertRefused(hook, Method.LIVE, "ALTER ROLE weak REPLICATION");
    run("alter role weak replication");
    assertRefused(hook, Method.LIVE, "GRANT EXECUTE ON FUNCTION pg_");
    assertNothingIsOpen();
  }

  @Test
  void a_wrong_password_is_not_shown() throws Exception {
    var address = server.address("postgres", "hunter2");
    var wrong = address.substring(0, address.lastIndexOf('/')) + "/nothing?password=hunter2";
    var hook = new Hook.Postgresql(bench.secret(wrong));

    assertThatThrownBy(() -> open(hook, Method.LIVE, Scope.of(volume)))
        .hasMessageContaining("nothing")
        .hasNoCause()
        .asString()
        .doesNotContain("hunter2");
  }

  @Test
  void a_volume_that_does_not_hold_the_data_is_refused() throws Exception {
    var hook = new Hook.Postgresql(bench.secret(server.address()));

    assertThatThrownBy(() -> open(hook, Method.LIVE, Scope.of(bench.directory("other"))))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("is not in the volume");
  }

  @Test
  void a_tablespace_outside_of_every_volume_is_refused() throws Exception {
    var elsewhere = bench.directory("space");
    Machine.giveAway(elsewhere);
    run("create tablespace far location '%s'".formatted(elsewhere));
    try {
      var hook = new Hook.Postgresql(bench.secret(server.address()));
      for (var method : Method.values()) {
        assertRefused(hook, method, "the tablespace 'far'");
      }
      var plan = new Scope(volume, List.of(volume, elsewhere));
      try (var session = open(hook, Method.LIVE, plan)) {
        assertThat(session.end().notes()).singleElement().asString().contains("tablespace far");
      }
    } finally {
      run("drop tablespace far");
    }
  }

  @Test
  void data_and_log_on_two_volumes_without_one_snapshot_are_refused() throws Exception {
    var log = bench.fresh("log");
    var data = bench.fresh("data");
    PostgresqlServer.make(data, "--waldir=" + prepared(log).resolve("wal"));
    try (var split = PostgresqlServer.start(data)) {
      var hook = new Hook.Postgresql(bench.secret(split.address()));

      assertThatThrownBy(() -> open(hook, Method.SNAPSHOT, Scope.of(data)))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("no single volume snapshot freezes");
      assertThatThrownBy(() -> open(hook, Method.LIVE, Scope.of(data)))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("pg_wal is a link");
      var together = new Scope(data, List.of(data, log));
      try (var session = open(hook, Method.SNAPSHOT, together)) {
        assertThat(session.end().notes()).singleElement().asString().contains("pg_wal is a link");
      }
    }
  }

  private static Path prepared(Path directory) throws IOException {
    Files.createDirectory(directory);
    Machine.giveAway(directory);
    return directory;
  }

  @Test
  void a_standby_is_refused() throws Exception {
    var hook = new Hook.Postgresql(bench.secret(server.address()));
    var copy = bench.live(hook, volume, List::of).directory().resolve("data");
    Files.createFile(copy.resolve("standby.signal"));
    try (var standby = PostgresqlServer.start(copy)) {
      var other = new Hook.Postgresql(bench.secret(standby.address()));

      assertThatThrownBy(() -> open(other, Method.SNAPSHOT, Scope.of(copy)))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("is a standby");
    }
  }

  private void assertRefused(Hook hook, Method method, String reason) {
    assertThatThrownBy(() -> open(hook, method, Scope.of(volume)))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining(reason);
  }

  private HookSession open(Hook hook, Method method, Scope scope) throws IOException {
    return HookSession.open(
        HookPlan.of(hook, method, scope, Workbench.LIMITS),
        bench.directory("overlay"),
        bench.file("hook.lock"),
        clock());
  }

  /** Backup mode belongs to its session, so without the session there is none. */
  private void assertNothingIsOpen() throws Exception {
    Await.until(
        "no session of ours and no slot",
        () ->
            "0".equals(one("select count(*) from pg_replication_slots"))
                && "0"
                    .equals(
                        one(
                            "select count(*) from pg_stat_activity where application_name ="
                                + " 'holdfast'")));
  }

  private String one(String question) throws SQLException {
    try (var connection = server.connect();
        var statement = connection.createStatement();
        var row = statement.executeQuery(question)) {
      return row.next() ? String.valueOf(row.getString(1)) : "";
    }
  }

  private void run(String... statements) throws SQLException {
    try (var connection = server.connect();
        var statement = connection.createStatement()) {
      for (var sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static InstantSource clock() {
    return InstantSource.system();
  }
}
