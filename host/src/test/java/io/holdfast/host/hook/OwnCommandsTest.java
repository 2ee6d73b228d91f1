package io.holdfast.host.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.host.process.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Own commands around a cut, with real shells. */
final class OwnCommandsTest {
  private static final Limits LIMITS =
      new Limits(Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofSeconds(10));

  @TempDir private Path home;
  private Path overlay;
  private Path traces;

  @BeforeEach
  void directories() throws IOException {
    overlay = Files.createDirectory(home.resolve("overlay"));
    traces = home.resolve("it's a trace");
  }

  @Test
  void the_pair_runs_before_and_after() throws IOException {
    try (var session = open(pair("frozen", "thawed"), LIMITS)) {
      assertThat(traces).hasContent("frozen");
      session.end();
    }

    assertThat(traces).hasContent("frozen\nthawed");
  }

  @Test
  void the_post_command_runs_once_when_the_copy_fails() throws IOException {
    var session = open(pair("frozen", "thawed"), LIMITS);

    session.close();
    session.close();

    assertThat(traces).hasContent("frozen\nthawed");
  }

  @Test
  void the_post_command_runs_when_the_pre_command_fails() {
    var hook = commands("echo frozen >> \"$0\"; echo too bad >&2; exit 3", trace("thawed"));

    assertThatThrownBy(() -> open(hook, LIMITS))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("the pre command")
        .hasMessageContaining("failed (exit 3): too bad");
    assertThat(traces).hasContent("frozen\nthawed");
  }

  @Test
  void the_post_command_runs_when_the_pre_command_hangs() {
    var limits = new Limits(Duration.ofMillis(300), LIMITS.hold(), LIMITS.capture());
    var hook = commands("sleep 600", trace("thawed"));

    assertThatThrownBy(() -> open(hook, limits))
        .hasMessageContaining("was not done within")
        .hasMessageContaining("and was ended");
    assertThat(traces).hasContent("thawed");
  }

  @Test
  void the_post_command_runs_when_the_thread_is_interrupted() throws Exception {
    var hook = commands(trace("frozen") + "; sleep 600", trace("thawed"));
    var thread =
        Thread.ofVirtual()
            .start(() ->
                assertThatThrownBy(() -> open(hook, LIMITS)).hasMessageContaining("interrupted"));
    Await.until("the pre command runs", () -> Files.exists(traces));

    thread.interrupt();
    thread.join();

    assertThat(traces).hasContent("frozen\nthawed");
  }

  @Test
  void the_post_command_runs_when_the_cut_lasts_too_long_and_the_cut_is_none() throws Exception {
    var limits = new Limits(LIMITS.step(), Duration.ofMillis(200), LIMITS.capture());
    try (var session = open(pair("frozen", "thawed"), limits)) {
      Await.until("the post command ran", () -> Files.readString(traces).contains("thawed"));

      assertThatThrownBy(session::end).hasMessageMatching(".*(not consistent|took longer than).*");
    }
    assertThat(traces).hasContent("frozen\nthawed");
  }

  @Test
  void a_pair_whose_guard_was_killed_makes_no_point_and_says_what_is_left_to_do() throws Exception {
    try (var session = open(pair("frozen", "thawed"), LIMITS)) {
      // This one's alone: other tests have guards, too.
      var guard =
          ProcessHandle.current()
              .children()
              .filter(child -> child.info().commandLine().orElse("").contains(home.toString()))
              .findFirst()
              .orElseThrow();
      guard.descendants().forEach(ProcessHandle::destroyForcibly);
      guard.destroyForcibly();
      Await.until("the guard is gone", () -> !guard.isAlive());

      assertThatThrownBy(session::end)
          .hasMessageContaining("nobody knows whether that was run: run it by hand");
    }
  }

  @Test
  void the_post_command_runs_when_this_program_is_killed() throws Exception {
    try (var holder =
        Holder.start(
            "pair",
            "LIVE",
            home.toString(),
            overlay.toString(),
            "echo frozen >> '%s'".formatted(quoted()),
            "echo thawed >> '%s'".formatted(quoted()))) {
      assertThat(traces).hasContent("frozen");
      holder.kill();
    }

    Await.until("the post command ran", () -> Files.readString(traces).contains("thawed"));
    assertThat(traces).hasContent("frozen\nthawed");
  }

  @Test
  void the_post_command_runs_when_this_program_is_killed_while_the_pre_command_runs()
      throws Exception {
    try (var holder =
        Holder.begin(
            "pair",
            "LIVE",
            home.toString(),
            overlay.toString(),
            "echo frozen >> '%s'; sleep 1; echo 'all is still'".formatted(quoted()),
            "echo thawed >> '%s'".formatted(quoted()))) {
      Await.until("the pre command runs", () -> Files.exists(traces));
      holder.kill();
    }

    Await.until("the post command ran", () -> Files.readString(traces).contains("thawed"));
    assertThat(traces).hasContent("frozen\nthawed");
  }

  @Test
  void the_post_command_of_a_program_that_was_killed_does_not_fall_into_the_next_cut()
      throws Exception {
    try (var holder =
        Holder.start(
            "pair",
            "LIVE",
            home.toString(),
            overlay.toString(),
            "echo frozen >> '%s'".formatted(quoted()),
            "sleep 2; echo thawed >> '%s'".formatted(quoted()))) {
      holder.kill();
    }

    try (var session = open(pair("frozen anew", "thawed anew"), LIMITS)) {
      assertThat(traces).hasContent("frozen\nthawed\nfrozen anew");
      session.end();
    }
  }

  @Test
  void what_a_held_command_leaves_behind_does_not_keep_the_turn() throws Exception {
    var brief = new Limits(Duration.ofSeconds(1), LIMITS.hold(), LIMITS.capture());
    var script = "sleep 30 >/dev/null 2>&1 & echo $! >> \"$0\"; echo ready; read word";
    var held = new Hook.Held(Command.of("sh", "-c", script, traces.toString()), Hook.OnError.FAIL);
    try (var session = open(held, LIMITS)) {
      session.end();
    }

    try (var session = open(pair("frozen", "thawed"), brief)) {
      session.end();
    } finally {
      var left = Long.parseLong(Files.readAllLines(traces).getFirst());
      ProcessHandle.of(left).ifPresent(ProcessHandle::destroy);
    }
  }

  @Test
  void a_hook_waits_no_longer_for_an_earlier_run_than_a_step_may_take() throws Exception {
    var brief = new Limits(Duration.ofSeconds(1), LIMITS.hold(), LIMITS.capture());
    try (var first = open(pair("frozen", "thawed"), LIMITS)) {
      assertThatThrownBy(() -> open(pair("frozen anew", "thawed anew"), brief))
          .hasMessageContaining("the commands of an earlier run of this hook have not ended yet");
      var held = new Hook.Held(Command.of("sh", "-c", "echo ready; read word"), Hook.OnError.FAIL);
      assertThatThrownBy(() -> open(held, brief))
          .hasMessageContaining("the commands of an earlier run of this hook have not ended yet");
      var going =
          new Hook.Pair(Optional.of(Command.of("true")), Optional.empty(), Hook.OnError.CONTINUE);
      assertThatThrownBy(() -> open(going, brief))
          .as("to go on is for failures of the command")
          .hasMessageContaining("the commands of an earlier run of this hook have not ended yet");
      first.end();
    }
    assertThat(traces).hasContent("frozen\nthawed");
  }

  @Test
  void a_post_command_that_prints_ends_as_it_wants_when_nobody_reads_it() throws Exception {
    try (var holder =
        Holder.start(
            "pair",
            "LIVE",
            home.toString(),
            overlay.toString(),
            "echo frozen",
            "echo out; echo err >&2; head -c 300000 /dev/zero; echo thawed >> '%s'"
                .formatted(quoted()))) {
      holder.kill();
    }

    Await.until("the post command ran", () -> has(traces, "thawed"));
  }

  @Test
  void a_held_command_that_prints_lets_go_when_nobody_reads_it() throws Exception {
    try (var holder =
        Holder.start(
            "held",
            "LIVE",
            home.toString(),
            overlay.toString(),
            "trap 'echo out; echo err >&2; echo thawed >> \"$HOLDFAST_OVERLAY/trace\"' EXIT;"
                + " echo ready; read -r word")) {
      holder.kill();
    }

    Await.until("it let go", () -> has(overlay.resolve("trace"), "thawed"));
  }

  @Test
  void a_command_that_prints_without_end_is_read_and_only_the_first_of_it_is_kept()
      throws IOException {
    var hook = commands("head -c 50000000 /dev/zero | tr '\\0' x", trace("thawed"));

    try (var session = open(hook, LIMITS)) {
      session.end();
    }

    assertThat(traces).hasContent("thawed");
  }

  /** A file is there before what is written into it. */
  private static boolean has(Path file, String word) throws IOException {
    return Files.exists(file) && Files.readString(file).contains(word);
  }

  private String quoted() {
    return traces.toString().replace("'", "'\\''");
  }

  @Test
  void a_failed_post_command_fails_the_point() throws IOException {
    var hook = commands("true", "exit 4");
    try (var session = open(hook, LIMITS)) {
      assertThatThrownBy(session::end).hasMessageContaining("the post command");
    }
  }

  @Test
  void a_failure_that_may_be_goes_into_the_notes() throws IOException {
    var hook =
        new Hook.Pair(
            Optional.of(Command.of("sh", "-c", "exit 3")),
            Optional.of(Command.of("sh", "-c", "exit 4")),
            Hook.OnError.CONTINUE);
    try (var session = open(hook, LIMITS)) {
      assertThat(session.end().notes())
          .hasSize(2)
          .anyMatch(note -> note.contains("exit 3"))
          .anyMatch(note -> note.contains("exit 4"));
    }
  }

  @Test
  void a_command_that_is_not_there_is_refused_before_anything_runs() {
    var hook =
        new Hook.Pair(
            Optional.of(Command.of("sh", "-c", trace("frozen"), traces.toString())),
            Optional.of(Command.of("no-such-program")),
            Hook.OnError.FAIL);

    assertThatThrownBy(() -> open(hook, LIMITS))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("'no-such-program'");
    assertThat(traces).doesNotExist();
  }

  @Test
  void a_held_command_is_told_to_close_and_adds_to_the_copy() throws IOException {
    var hook =
        new Hook.Held(
            Command.of(
                "sh",
                "-c",
                "echo frozen >> \"$0\"; echo ready; read word; echo \"$word\" >"
                    + " \"$HOLDFAST_OVERLAY/word\"",
                traces.toString()),
            Hook.OnError.FAIL);
    try (var session = open(hook, LIMITS)) {
      assertThat(traces).hasContent("frozen");
      session.end();
    }

    assertThat(overlay.resolve("word")).hasContent("close");
  }

  @Test
  void a_held_command_that_ended_early_makes_no_point() throws Exception {
    var hook = new Hook.Held(Command.of("sh", "-c", "echo ready"), Hook.OnError.FAIL);
    try (var session = open(hook, LIMITS)) {
      // Not the command alone: what runs it lives a little longer, and listens in its place.
      Await.until("it ended", () -> ProcessHandle.current().children().findAny().isEmpty());

      assertThatThrownBy(session::end).isInstanceOf(IOException.class);
    }
  }

  @Test
  void a_held_command_that_is_never_ready_is_ended() {
    var limits = new Limits(Duration.ofMillis(300), LIMITS.hold(), LIMITS.capture());
    var hook =
        new Hook.Held(
            Command.of(
                "sh", "-c", "trap 'echo ended >> \"$0\"' EXIT; read word", traces.toString()),
            Hook.OnError.FAIL);

    assertThatThrownBy(() -> open(hook, limits))
        .hasMessageContaining("did not print the line 'ready'");
    assertThat(traces).hasContent("ended");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "echo no luck | tr ' ' _ >&2; exit 4",
        "echo ready; echo no luck | tr ' ' _ >&2; exit 4",
        "echo ready; read word; echo no luck | tr ' ' _ >&2; exit 4"
      })
  void a_held_command_that_fails_is_noted_when_the_hook_is_to_continue(String script)
      throws Exception {
    var hook = new Hook.Held(Command.of("sh", "-c", script), Hook.OnError.CONTINUE);
    try (var session = open(hook, LIMITS)) {
      if (!script.contains("read")) {
        Await.until("it ended", () -> ProcessHandle.current().children().findAny().isEmpty());
      }

      assertThat(session.end().notes())
          .singleElement()
          .asString()
          .contains("the hook's command '", "no_luck");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"read word", "exec sleep 60", "echo ready; read word; exec sleep 60"})
  void a_held_command_that_takes_too_long_is_noted_when_the_hook_is_to_continue(String script)
      throws Exception {
    var limits = new Limits(Duration.ofSeconds(1), LIMITS.hold(), Duration.ofSeconds(1));
    var hook = new Hook.Held(Command.of("sh", "-c", script), Hook.OnError.CONTINUE);
    try (var session = open(hook, limits)) {
      assertThat(session.end().notes()).singleElement().asString().contains("within 1 s");
    }
  }

  @Test
  void a_held_command_lets_go_when_this_program_is_killed() throws Exception {
    try (var holder =
        Holder.start(
            "held",
            "LIVE",
            home.toString(),
            overlay.toString(),
            "echo ready; read word; echo thawed >> '%s'".formatted(quoted()))) {
      holder.kill();
    }

    Await.until("it let go", () -> Files.exists(traces));
  }

  private Hook pair(String before, String after) {
    return commands(trace(before), trace(after));
  }

  private static String trace(String word) {
    return "echo %s >> \"$0\"".formatted(word);
  }

  private Hook commands(String before, String after) {
    return new Hook.Pair(
        Optional.of(Command.of("sh", "-c", before, traces.toString())),
        Optional.of(Command.of("sh", "-c", after, traces.toString())),
        Hook.OnError.FAIL);
  }

  private HookSession open(Hook hook, Limits limits) throws IOException {
    var plan = HookPlan.of(hook, Method.LIVE, Scope.of(home), limits);
    return HookSession.open(plan, overlay, home.resolve("hook.lock"), InstantSource.system());
  }
}
