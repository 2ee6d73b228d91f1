package io.holdfast.host.hook;

import io.holdfast.host.process.Child;
import io.holdfast.host.process.Command;
import io.holdfast.host.process.Shell;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A command before the cut and one after it, both run by a small process beside this program.
 *
 * <p>The process, a shell in a session of its own, runs the first command, waits until its standard
 * input ends or the cut has lasted too long, and runs the second. The kernel ends that input when
 * this program dies, so the second command runs whatever happens, and always by the same way. What
 * nothing can help against is a kill of both at once, or of the machine.
 */
final class Guard implements Preset {
  private static final String BEFORE = "before ";
  private static final String AFTER = "after ";
  private static final String EXPIRED = "expired";
  private static final Duration MARGIN = Duration.ofSeconds(10);

  /** How long what a command said before it failed may be under way. */
  static final Duration LAST_WORDS = Duration.ofSeconds(1);

  private final Hook.Pair pair;
  private final Turn turn;
  private final Limits limits;
  private final Map<String, String> variables;
  private final List<String> notes = new ArrayList<>();
  private @Nullable Child child;

  Guard(HookPlan plan, Hook.Pair pair, Path overlay, Turn turn) {
    this.pair = pair;
    this.turn = turn;
    this.limits = plan.limits();
    this.variables = new HashMap<>();
    pair.before().ifPresent(command -> variables.putAll(command.variables()));
    pair.after().ifPresent(command -> variables.putAll(command.variables()));
    variables.put("HOLDFAST_VOLUME", plan.scope().volume().toString());
    variables.put("HOLDFAST_OVERLAY", overlay.toString());
  }

  /**
   * The shell's script. A signal, such as a service's stop sends to all its processes, ends what is
   * waited for and not the script; and so does a code that nobody reads any more.
   */
  String script() {
    return """
    trap : HUP INT TERM PIPE
    %s%s%s
    echo "before $?"
    timeout %s cat >/dev/null
    [ $? != 124 ] || echo expired
    %s
    echo "after $?"
    """
        .formatted(
            Relay.ofErrors(),
            turn.script(limits.step()),
            line(pair.before(), limits.step()),
            seconds(limits.hold()),
            line(pair.after(), limits.closing()));
  }

  private static String line(Optional<Command> command, Duration limit) {
    return command
        .map(present -> {
          var words =
              "timeout -k 5 %s %s </dev/null >&9 2>&9 9>&- 7>&-"
                  .formatted(seconds(limit), Shell.quoted(present.argv()));
          var directory = present.directory();
          return directory == null
              ? words
              : "(cd %s && %s)".formatted(Shell.quoted(directory.toString()), words);
        })
        .orElse("true");
  }

  private static String seconds(Duration limit) {
    return "%d.%03d".formatted(limit.toSeconds(), limit.toMillisPart());
  }

  @Override
  public List<Exclusion> open() throws IOException {
    for (var command : List.of(pair.before(), pair.after())) {
      if (command.isPresent() && !Child.isThere(command.get().program())) {
        throw new RefusedException(
            "the hook's command '%s' is not on PATH, or is no program"
                .formatted(command.get().program()));
      }
    }
    var started =
        new Command(List.of("setsid", "-w", "sh", "-c", script()), variables, null).start();
    child = started;
    turn.await(started, limits.step());
    var code = awaitCode(started, BEFORE, "pre", pair.before(), limits.step());
    if (code != 0) {
      failed("pre", pair.before(), code, limits.step(), started);
    }
    return List.of();
  }

  private static int awaitCode(
      Child started, String prefix, String name, Optional<Command> command, Duration limit)
      throws IOException {
    var deadline = System.nanoTime() + limit.plus(MARGIN).toNanos();
    while (System.nanoTime() < deadline) {
      var found = code(started.printed(), prefix);
      if (found.isPresent()) {
        return found.get();
      }
      if (!started.isAlive()) {
        break;
      }
      pause(name);
    }
    // Its last line may still be under way to us.
    return code(started.printedInAll(), prefix)
        .orElseThrow(() ->
            new IOException(
                "the %s command '%s' was lost: the process that ran it was ended"
                    .formatted(name, command.map(Command::toString).orElse(""))));
  }

  private static Optional<Integer> code(String printed, String prefix) {
    return printed
        .lines()
        .filter(line -> line.startsWith(prefix))
        .map(line -> Integer.parseInt(line.substring(prefix.length())))
        .findFirst();
  }

  private static void pause(String name) throws IOException {
    try {
      Thread.sleep(Duration.ofMillis(10));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while the %s command ran".formatted(name));
    }
  }

  /** 124 is what {@code timeout} says. */
  private void failed(
      String name, Optional<Command> command, int code, Duration limit, Child started)
      throws IOException {
    var words =
        code == 124
            ? "was not done within %d s and was ended".formatted(limit.toSeconds())
            : "failed (exit %d)".formatted(code);
    var message =
        "the %s command '%s' %s: %s"
            .formatted(
                name,
                command.map(Command::toString).orElse(""),
                words,
                started.complained(LAST_WORDS));
    switch (pair.onError()) {
      case FAIL -> throw new IOException(message);
      case CONTINUE -> notes.add(message);
    }
  }

  @Override
  public Captured capture(Path overlay) throws IOException {
    var started = child;
    if (started == null) {
      throw new IllegalStateException("captured before it was opened");
    }
    if (started.printed().lines().anyMatch(EXPIRED::equals)) {
      throw new IOException(
          "the post command was run before the copy ended, so the copy is not consistent: allow more time than %d s"
              .formatted(limits.hold().toSeconds()));
    }
    if (!started.isAlive()) {
      throw new IOException(
          "what waits to run the post command '%s' was killed, so nobody knows whether that was run: run it by hand, and back up again"
              .formatted(pair.after().map(Command::toString).orElse("")));
    }
    started.release();
    var code = awaitCode(started, AFTER, "post", pair.after(), limits.closing());
    if (code != 0) {
      failed("post", pair.after(), code, limits.closing(), started);
    }
    return Captured.of("", notes);
  }

  /** Waits for the second command also when the thread is interrupted: it must run. */
  @Override
  public void release() throws IOException {
    var started = child;
    if (started == null) {
      return;
    }
    var interrupted = Thread.interrupted();
    try {
      if (code(started.printed(), BEFORE).isEmpty()) {
        started.endChildren();
      }
      started.giveUpLease();
      if (started.isAlive()) {
        started.awaitOnly(limits.step().plus(limits.closing()).plus(MARGIN));
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
