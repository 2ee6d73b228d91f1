package io.holdfast.host.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.host.process.Command;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class HookPlanTest {
  private static final Scope SCOPE = Scope.of(Path.of("/srv/shop"));
  private static final Source SOURCE = Source.parse("env:SHOP_DB");

  @Test
  void postgresql_enters_backup_mode_only_for_a_live_copy() {
    assertThat(lines(new Hook.Postgresql(SOURCE), Method.SNAPSHOT))
        .anyMatch(line -> line.startsWith("before the copy: checkpoint"))
        .noneMatch(line -> line.contains("pg_backup_start"));
    assertThat(lines(new Hook.Postgresql(SOURCE), Method.LIVE))
        .anyMatch(line -> line.contains("pg_create_physical_replication_slot"))
        .anyMatch(line -> line.contains("pg_backup_start('holdfast', true)"))
        .anyMatch(line -> line.contains("pg_backup_stop(false)"));
  }

  @Test
  void mariadb_blocks_commits_only_for_a_snapshot() {
    assertThat(lines(new Hook.Mariadb(SOURCE), Method.SNAPSHOT))
        .containsSubsequence(
            "before the copy: backup stage start (within 60 s)",
            "before the copy: backup stage block_commit (within 60 s)",
            "after the copy: backup stage end (within 60 s)");
    assertThat(lines(new Hook.Mariadb(SOURCE), Method.LIVE))
        .noneMatch(line -> line.contains("backup stage"))
        .anyMatch(line -> line.contains("mariadb-backup --prepare"));
  }

  @Test
  void says_that_nothing_is_done() {
    assertThat(lines(new Hook.Sqlite(List.of(Path.of("a.db"))), Method.SNAPSHOT))
        .containsExactly("before the copy: nothing", "after the copy: nothing");
  }

  @Test
  void shows_own_commands_as_a_shell_takes_them() {
    var hook =
        new Hook.Pair(
            Optional.of(Command.of("app", "freeze", "two words")),
            Optional.empty(),
            Hook.OnError.FAIL);

    assertThat(lines(hook, Method.LIVE)).first().asString().contains("app freeze 'two words'");
  }

  @Test
  void never_shows_where_a_password_may_be() {
    var command = Command.of("app").with(Map.of("APP_PASSWORD", "hunter2"));
    var hook = new Hook.Held(command, Hook.OnError.FAIL);

    assertThat(HookPlan.of(hook, Method.LIVE, SCOPE, Limits.usual(Method.LIVE)).lines().toString())
        .doesNotContain("hunter2");
  }

  @Test
  void a_pair_without_commands_is_refused() {
    assertThatThrownBy(() -> new Hook.Pair(Optional.empty(), Optional.empty(), Hook.OnError.FAIL))
        .hasMessageContaining("at least one of pre and post");
  }

  @Test
  void log_files_are_numbered_over_the_units_of_four_gigabytes() throws IOException {
    var log = new LogFiles(Path.of("pg_wal"), 16 << 20);

    assertThat(log.names("0000000100000000000000FE", "000000010000000100000001"))
        .containsExactly(
            "0000000100000000000000FE",
            "0000000100000000000000FF",
            "000000010000000100000000",
            "000000010000000100000001");
    assertThat(
            new LogFiles(Path.of("pg_wal"), 1 << 30)
                .names("000000010000000000000003", "000000010000000100000000"))
        .hasSize(2);
  }

  @Test
  void a_log_that_changes_its_timeline_is_no_cut() {
    var log = new LogFiles(Path.of("pg_wal"), 16 << 20);

    assertThatThrownBy(() -> log.names("0000000100000000000000FE", "0000000200000000000000FE"))
        .hasMessageContaining("of another timeline");
  }

  private static List<String> lines(Hook hook, Method method) {
    return HookPlan.of(hook, method, SCOPE, Limits.usual(Method.SNAPSHOT)).lines();
  }
}
