package io.holdfast.host.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.host.peer.BtrfsVolume;
import io.holdfast.host.peer.RedisServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Redis while a program writes, with and without its append-only file. */
final class RedisHookIT {
  private static final int KEYS = 1000;

  private Workbench bench;
  private BtrfsVolume btrfs;
  private Path volume;

  /** A client that sets two keys in one transaction, again and again. */
  private static final class Writer implements AutoCloseable {
    private final AtomicInteger acknowledged = new AtomicInteger();
    private final Thread thread;
    private volatile boolean open = true;

    Writer(int port) {
      thread = Thread.ofPlatform().start(() -> write(port));
    }

    private void write(int port) {
      try (var socket = new Socket(InetAddress.getLoopbackAddress(), port);
          var input =
              new BufferedReader(
                  new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
        for (int id = 1; open; id++) {
          var transaction =
              "MULTI\r\nSET order %d\r\nSET line %d\r\nSET o:%d %d%s\r\nEXEC\r\n"
                  .formatted(id, id, id % KEYS, id, "x".repeat(300));
          socket.getOutputStream().write(transaction.getBytes(StandardCharsets.UTF_8));
          // +OK, three times +QUEUED, then a list of three.
          for (int line = 0; line < 8; line++) {
            input.readLine();
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
      Await.until("a hundred more", () -> acknowledged.get() > before + 100);
    }

    @Override
    public void close() {
      open = false;
      try {
        thread.join();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @BeforeEach
  void mount() throws IOException {
    bench = new Workbench();
    btrfs = BtrfsVolume.mount();
    volume = btrfs.subvolume("cache");
  }

  @AfterEach
  void unmount() throws IOException {
    try (var _ = bench) {
      btrfs.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"yes", "no"})
  void a_live_copy_has_all_that_was_acknowledged_before_its_closing_half_began(String appends)
      throws Exception {
    try (var server = RedisServer.start(volume.resolve("data"), "--appendonly", appends);
        var writer = new Writer(server.port())) {
      var hook = new Hook.Redis(bench.secret(server.address()));
      for (int cut = 0; cut < Workbench.CUTS; cut++) {
        writer.awaitMore();

        verify(bench.live(hook, volume, writer::acknowledged), appends);
      }
    }
  }

  @Test
  void a_copy_of_a_snapshot_has_all_that_was_acknowledged_before_it() throws Exception {
    try (var server = RedisServer.start(volume.resolve("data"), "--appendonly", "yes");
        var writer = new Writer(server.port())) {
      var hook = new Hook.Redis(bench.secret(server.address()));
      for (int cut = 0; cut < Workbench.CUTS; cut++) {
        writer.awaitMore();

        verify(bench.snapshot(hook, btrfs, volume, writer::acknowledged), "yes");
      }
    }
  }

  @Test
  void without_an_append_only_file_a_snapshot_has_all_from_before_its_dump_and_says_so()
      throws Exception {
    try (var server =
            RedisServer.start(volume.resolve("data"), "--appendonly", "no", "--save", "");
        var writer = new Writer(server.port())) {
      writer.awaitMore();
      var before = writer.acknowledged();
      var hook = new Hook.Redis(bench.secret(server.address()));

      var copy = bench.snapshot(hook, btrfs, volume, () -> before);

      verify(copy, "no");
      assertThat(copy.outcome().includes()).isBefore(copy.outcome().opened());
      assertThat(copy.outcome().notes())
          .singleElement()
          .asString()
          .contains("what was written before " + copy.outcome().includes());
    }
  }

  private static void verify(Workbench.Copy copy, String appends) throws IOException {
    try (var restored =
        RedisServer.start(copy.directory().resolve("data"), "--appendonly", appends)) {
      var order = restored.ask("get", "order");
      assertThat(order).matches("\\d+").isEqualTo(restored.ask("get", "line"));
      assertThat(Integer.parseInt(order)).isGreaterThanOrEqualTo(copy.acknowledged().getFirst());
      var last = restored.ask("get", "o:" + Integer.parseInt(order) % KEYS);
      assertThat(last).isEqualTo(order + "x".repeat(300));
    }
  }

  @Test
  void writers_go_on_soon_after_a_program_that_is_killed() throws Exception {
    try (var server = RedisServer.start(volume.resolve("data"), "--appendonly", "yes");
        var writer = new Writer(server.port())) {
      writer.awaitMore();
      var source = bench.secret(server.address());
      try (var holder =
          Holder.start(
              "redis",
              "SNAPSHOT",
              volume.toString(),
              bench.directory("overlay").toString(),
              source.toString())) {
        var held = writer.acknowledged();
        assertThat(server.ask("get", "order"))
            .isIn(held.getFirst().toString(), "" + (held.getFirst() + 1));

        holder.kill();
      }

      writer.awaitMore();
    }
  }

  @Test
  void a_dump_that_was_begun_before_is_not_taken_for_ours() throws Exception {
    try (var server = RedisServer.start(volume.resolve("data"), "--save", "")) {
      server.ask("set", "first", "1");
      server.ask("config", "set", "rdb-key-save-delay", "700000");
      server.ask("bgsave");
      server.ask("set", "second", "2");
      server.ask("config", "set", "rdb-key-save-delay", "0");
      var hook = new Hook.Redis(bench.secret(server.address()));

      var copy = bench.live(hook, volume, List::of);

      try (var restored = RedisServer.start(copy.directory().resolve("data"))) {
        assertThat(restored.ask("get", "second")).isEqualTo("2");
      }
    }
  }

  @Test
  void a_dump_that_hangs_is_given_up_and_the_server_goes_on() throws Exception {
    try (var server = RedisServer.start(volume.resolve("data"), "--save", "")) {
      server.ask("set", "first", "1");
      server.ask("config", "set", "rdb-key-save-delay", "60000000");
      var limits = new Limits(Duration.ofSeconds(5), Duration.ofMinutes(1), Duration.ofMillis(500));
      var hook = new Hook.Redis(bench.secret(server.address()));
      var plan = HookPlan.of(hook, Method.LIVE, Scope.of(volume), limits);
      try (var session =
          HookSession.open(
              plan, bench.directory("overlay"), bench.file("hook.lock"), InstantSource.system())) {

        assertThatThrownBy(session::end).hasMessageContaining("'BGSAVE' was not done within");
      }

      assertThat(server.ask("set", "second", "2")).isEqualTo("OK");
      assertThat(server.ask("client", "list").lines().filter(line -> line.contains("cmd=info")))
          .isEmpty();
    }
  }

  @Test
  void a_user_with_too_few_rights_is_told_what_to_allow() throws Exception {
    try (var server = RedisServer.start(volume.resolve("data"))) {
      server.ask("acl", "setuser", "weak", "on", ">hidden", "+info");
      var hook =
          new Hook.Redis(bench.secret("redis://weak:hidden@127.0.0.1:%d".formatted(server.port())));
      var wrong =
          new Hook.Redis(
              bench.secret("redis://weak:hunter2@127.0.0.1:%d".formatted(server.port())));

      assertThatThrownBy(() -> open(hook))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("ACL SETUSER weak +info +bgsave +config|get");
      assertThatThrownBy(() -> open(wrong))
          .hasMessageContaining("refused the password")
          .hasMessageNotContainingAny("hunter2");
      server.ask("acl", "setuser", "weak", "+bgsave", "+config|get");
      server.ask("set", "one", "1");
      var copy = bench.live(hook, volume, List::of);
      assertThat(Files.size(copy.directory().resolve("data/dump.rdb"))).isPositive();
    }
  }

  private void open(Hook hook) throws IOException {
    var plan = HookPlan.of(hook, Method.LIVE, Scope.of(volume), Workbench.LIMITS);
    try (var session =
        HookSession.open(
            plan, bench.directory("overlay"), bench.file("hook.lock"), InstantSource.system())) {
      assertThat(session.exclusions()).isNotEmpty();
    }
  }
}
