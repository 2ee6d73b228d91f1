package io.holdfast.host.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.host.peer.BtrfsVolume;
import io.holdfast.host.peer.MariadbServer;
import io.holdfast.host.peer.Orders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** MariaDB while customers order. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class MariadbHookIT {
  private static final String PREFIX = "shop.";

  private Workbench bench;
  private BtrfsVolume btrfs;
  private Path volume;
  private MariadbServer server;

  @BeforeAll
  void start() throws Exception {
    bench = new Workbench();
    btrfs = BtrfsVolume.mount();
    volume = btrfs.subvolume("shop");
    MariadbServer.make(volume.resolve("data"));
    server = MariadbServer.start(volume.resolve("data"));
    run("create database shop");
    Orders.prepare(server.connect(), PREFIX);
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
    var hook = new Hook.Mariadb(bench.secret(server.address()));
    try (var orders = Orders.begin(server::connect, PREFIX)) {
      for (int cut = 0; cut < Workbench.CUTS; cut++) {
        orders.awaitMore();

        var copy = bench.live(hook, volume, orders::acknowledged);

        assertThat(copy.outcome().position()).startsWith("lsn ");
        verify(copy);
      }
    }
    assertNothingIsLocked();
  }

  @Test
  void a_copy_of_a_snapshot_has_every_order_acknowledged_before_it() throws Exception {
    var hook = new Hook.Mariadb(bench.secret(server.address()));
    try (var orders = Orders.begin(server::connect, PREFIX)) {
      for (int cut = 0; cut < Workbench.CUTS; cut++) {
        orders.awaitMore();

        verify(bench.snapshot(hook, btrfs, volume, orders::acknowledged));
      }
    }
    assertNothingIsLocked();
  }

  private static void verify(Workbench.Copy copy) throws Exception {
    try (var restored = MariadbServer.start(copy.directory().resolve("data"))) {
      Orders.verify(restored.connect(), PREFIX, copy.acknowledged());
    }
  }

  @Test
  void nothing_is_committed_while_a_snapshot_is_taken_and_everything_after() throws Exception {
    var hook = new Hook.Mariadb(bench.secret(server.address()));
    try (var orders = Orders.begin(server::connect, PREFIX)) {
      try (var session = open(hook, Method.SNAPSHOT)) {
        // A commit that was on its way when the lock was granted may be counted a little later.
        Await.until("all customers wait", () -> waiting() == orders.acknowledged().size());
        var held = orders.acknowledged();
        assertThatThrownBy(
                () -> run("set session lock_wait_timeout = 0", "create table shop.t (a int)"))
            .isInstanceOf(SQLException.class);
        assertThat(orders.acknowledged()).isEqualTo(held);
        assertThat(session.end().notes()).isEmpty();
      }

      orders.awaitMore();
    }
  }

  @Test
  void a_step_that_hangs_is_given_up_and_leaves_nothing_locked() throws Exception {
    var limits = new Limits(Duration.ofSeconds(2), Duration.ofMinutes(1), Duration.ofMinutes(1));
    var hook = new Hook.Mariadb(bench.secret(server.address()));
    var plan = HookPlan.of(hook, Method.SNAPSHOT, Scope.of(volume), limits);
    // Only one session can be in a backup stage; ours waits for the other's end.
    try (var other = server.connect();
        var statement = other.createStatement()) {
      statement.execute("backup stage start");

      assertThatThrownBy(() ->
              HookSession.open(
                  plan,
                  bench.directory("overlay"),
                  bench.file("hook.lock"),
                  InstantSource.system()))
          .isInstanceOf(IOException.class)
          .hasMessageMatching(
              "(?s).*(backup stage start' was not done within 2 s|Lock wait timeout).*");
      statement.execute("backup stage end");
    }

    assertNothingIsLocked();
  }

  @Test
  void nothing_is_left_locked_by_a_program_that_is_killed() throws Exception {
    var source = bench.secret(server.address());
    try (var orders = Orders.begin(server::connect, PREFIX)) {
      try (var holder =
          Holder.start(
              "mariadb",
              "SNAPSHOT",
              volume.toString(),
              bench.directory("overlay").toString(),
              source.toString())) {
        Await.until("all customers wait", () -> waiting() == orders.acknowledged().size());

        holder.kill();
      }
      orders.awaitMore();
    }
    assertNothingIsLocked();
  }

  @Test
  void a_user_with_too_few_rights_is_told_what_to_grant() throws Exception {
    var hook = new Hook.Mariadb(bench.secret(server.address("weak")));

    assertThatThrownBy(() -> open(hook, Method.SNAPSHOT))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("GRANT RELOAD ON *.* TO weak")
        .hasMessageNotContainingAny("s3cret");
    assertThatThrownBy(
            () -> {
              try (var session = open(hook, Method.LIVE)) {
                session.end();
              }
            })
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("GRANT RELOAD, PROCESS")
        .hasMessageNotContainingAny("s3cret");
  }

  @Test
  void data_and_log_in_two_volumes_are_refused() throws Exception {
    var data = bench.fresh("data");
    MariadbServer.make(data);
    var log = bench.directory("log");
    Files.move(data.resolve("ib_logfile0"), log.resolve("ib_logfile0"));
    try (var split = MariadbServer.start(data, "--innodb-log-group-home-dir=" + log)) {
      var hook = new Hook.Mariadb(bench.secret(split.address()));
      for (var method : Method.values()) {
        var plan = HookPlan.of(hook, method, Scope.of(data), Workbench.LIMITS);

        assertThatThrownBy(() ->
                HookSession.open(
                    plan,
                    bench.directory("overlay"),
                    bench.file("hook.lock"),
                    InstantSource.system()))
            .isInstanceOf(RefusedException.class)
            .hasMessageContaining("two copies are not one cut");
      }
    }
  }

  private HookSession open(Hook hook, Method method) throws IOException {
    return HookSession.open(
        HookPlan.of(hook, method, Scope.of(volume), Workbench.LIMITS),
        bench.directory("overlay"),
        bench.file("hook.lock"),
        InstantSource.system());
  }

  private int waiting() throws SQLException {
    return Integer.parseInt(
        one(
            "select count(*) from information_schema.processlist where state like '%backup%' or"
                + " state like '%Waiting%lock%'"));
  }

  private void assertNothingIsLocked() throws Exception {
    Await.until(
        "another session may lock and change tables",
        () -> {
          try {
            run(
                "set session lock_wait_timeout = 1",
                "backup stage start",
                "backup stage block_commit",
                "backup stage end",
                "create or replace table shop.probe (a int)");
            return true;
          } catch (SQLException _) {
            return false;
          }
        });
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
}
