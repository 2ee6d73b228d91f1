package io.holdfast.host.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.host.peer.BtrfsVolume;
import io.holdfast.host.peer.Machine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** SQLite while a program writes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SqliteHookIT {
  private static final Path NAME = Path.of("app's data.db");
  private static final Hook HOOK = new Hook.Sqlite(List.of(NAME));

  private Workbench bench;
  private BtrfsVolume btrfs;
  private Path volume;

  /** A sqlite3 that commits one row after the other and says so. */
  private static final class Writer implements AutoCloseable {
    private final Process process;
    private final AtomicInteger acknowledged = new AtomicInteger();
    private volatile boolean open = true;

    Writer(Path database) throws IOException {
      int last = Integer.parseInt(sql(database, "select coalesce(max(id), 0) from orders"));
      acknowledged.set(last);
      process = new ProcessBuilder("sqlite3", "-batch", database.toString()).start();
      Thread.ofPlatform().daemon().start(() -> write(last));
    }

    private void write(int last) {
      try (var input = process.outputWriter();
          BufferedReader output = process.inputReader()) {
        input.write(".timeout 20000\n");
        for (int id = last + 1; open; id++) {
          input.write(
              "begin immediate; insert into orders values (%d, hex(zeroblob(600))); insert into lines values (%d, 1), (%d, 2); commit; select %d;\n"
                  .formatted(id, id, id, id));
          input.flush();
          if (!String.valueOf(id).equals(output.readLine())) {
            return;
          }
          acknowledged.set(id);
        }
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }

    List<Integer> acknowledged() {
      return List.of(acknowledged.get());
    }

    void awaitMore() throws Exception {
      int before = acknowledged.get();
      Await.until("fifty more rows", () -> acknowledged.get() > before + 50);
    }

    @Override
    public void close() {
      open = false;
      process.onExit().join();
    }
  }

  @BeforeAll
  void start() throws Exception {
    bench = new Workbench();
    btrfs = BtrfsVolume.mount();
    volume = btrfs.subvolume("app");
    sql(
        volume.resolve(NAME),
        "pragma journal_mode = wal; create table orders (id integer primary key, filler);"
            + " create table lines (id int, line int, primary key (id, line))");
    Machine.run("chown", "65534:65534", volume.resolve(NAME).toString());
  }

  @AfterAll
  void stop() throws IOException {
    try (var _ = bench) {
      btrfs.close();
    }
  }

  @Test
  void a_live_copy_has_every_row_acknowledged_before_its_closing_half_began() throws Exception {
    try (var writer = new Writer(volume.resolve(NAME))) {
      for (int cut = 0; cut < Workbench.CUTS; cut++) {
        writer.awaitMore();

        var copy = bench.live(HOOK, volume, writer::acknowledged);

        assertThat(copy.directory().resolve(NAME + "-wal")).doesNotExist();
        verify(copy);
        // The writer was not kept from writing for good.
        writer.awaitMore();
      }
    }
  }

  @Test
  void a_copy_of_a_snapshot_has_every_row_acknowledged_before_it() throws Exception {
    try (var writer = new Writer(volume.resolve(NAME))) {
      for (int cut = 0; cut < Workbench.CUTS; cut++) {
        writer.awaitMore();

        verify(bench.snapshot(HOOK, btrfs, volume, writer::acknowledged));
      }
    }
  }

  private static void verify(Workbench.Copy copy) throws IOException {
    var database = copy.directory().resolve(NAME);
    assertThat(Files.getAttribute(database, "unix:uid")).isEqualTo(65534);
    assertThat(sql(database, "pragma integrity_check")).isEqualTo("ok");
    assertThat(Integer.parseInt(sql(database, "select max(id) from orders")))
        .isGreaterThanOrEqualTo(copy.acknowledged().getFirst());
    assertThat(sql(database, "select max(id) - count(*) from orders")).isEqualTo("0");
    assertThat(
            sql(
                database,
                "select count(*) from orders o where (select count(*) from lines l where l.id ="
                    + " o.id) <> 2"))
        .isEqualTo("0");
  }

  @Test
  void a_file_that_is_no_database_is_refused() throws Exception {
    var directory = bench.directory("other");
    Files.writeString(directory.resolve("notes.db"), "no database at all");
    var hook = new Hook.Sqlite(List.of(Path.of("notes.db")));
    var plan = HookPlan.of(hook, Method.LIVE, Scope.of(directory), Workbench.LIMITS);

    assertThatThrownBy(() ->
            HookSession.open(
                plan, bench.directory("overlay"), bench.file("hook.lock"), InstantSource.system()))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("notes.db' is no SQLite database");
  }

  private static String sql(Path database, String statement) throws IOException {
    return Machine.run("sqlite3", "-batch", database.toString(), statement);
  }
}
