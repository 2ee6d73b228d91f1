package io.holdfast.host.hook;

import io.holdfast.host.process.Child;
import io.holdfast.host.process.Command;
import io.holdfast.host.process.Shell;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A command that runs over the whole cut.
 *
 * <p>It prints {@code ready}, and lets go when it reads {@code close} or the end of its standard
 * input, which is also what it sees when this program is killed. One that does not is ended when
 * the cut has lasted too long.
 */
final class HeldCommand implements Preset {
  static final String READY = "ready";
  static final String CLOSE = "close";

  private final Turn turn;
  private final Command command;
  private final Hook.OnError onError;
  private final Limits limits;
  private final Map<String, String> variables;
  private final List<String> notes = new ArrayList<>();
  private @Nullable Child child;

  HeldCommand(HookPlan plan, Hook.Held held, Path overlay, Turn turn) {
    this.turn = turn;
    this.command = held.command();
    this.onError = held.onError();
    this.limits = plan.limits();
    this.variables =
        Map.of(
            "HOLDFAST_VOLUME",
            plan.scope().volume().toString(),
            "HOLDFAST_OVERLAY",
            overlay.toString());
  }

  @Override
  public List<Exclusion> open() throws IOException {
    if (!Child.isThere(command.program())) {
      throw new RefusedException(
          "the hook's command '%s' is not on PATH, or is no program".formatted(command.program()));
    }
    var longest = limits.step().plus(limits.hold()).plus(limits.capture());
    var script =
        "%s%sexec timeout -k 5 %d sh -c 'exec \"$@\" 7>&-' sh %s >&8 2>&9 8>&- 9>&-"
            .formatted(
                Relay.ofBoth(),
                turn.script(limits.step()),
                longest.toSeconds() + 1,
                Shell.quoted(command.argv()));
    var started =
        new Command(
                List.of("setsid", "-w", "sh", "-c", script),
                command.variables(),
                command.directory())
            .with(variables)
            .start();
    child = started;
    turn.await(started, limits.step());
    attempt(() -> {
      if (!started.prints(READY, limits.step())) {
        var ended = started.await(Duration.ofSeconds(5));
        throw new IOException(
            "the hook's command '%s' ended (exit %d) before it was ready: %s"
                .formatted(command, ended.exit(), ended.words()));
      }
    });
    return List.of();
  }

  /** What the command is to do, and may fail to. */
  private interface Part {
    void perform() throws IOException;
  }

  private void attempt(Part part) throws IOException {
    try {
      part.perform();
    } catch (InterruptedIOException stopped) {
      throw stopped;
    } catch (IOException failure) {
      switch (onError) {
        case FAIL -> throw failure;
        case CONTINUE -> notes.add(String.valueOf(failure.getMessage()));
      }
    }
  }

  @Override
  public Captured capture(Path overlay) throws IOException {
    var started = child;
    if (started == null) {
      throw new IllegalStateException("captured before it was opened");
    }
    if (notes.isEmpty()) {
      attempt(() -> tellToClose(started));
    }
    return Captured.of("", notes);
  }

  private void tellToClose(Child started) throws IOException {
    if (!started.isAlive()) {
      throw new IOException(
          "the hook's command '%s' ended before the copy did, so the copy is not consistent: %s"
              .formatted(command, started.complained(Guard.LAST_WORDS)));
    }
    started.say(CLOSE);
    started.release();
    var ended = started.await(limits.capture());
    if (ended.exit() != 0) {
      throw new IOException(
          "the hook's command '%s' failed when it was told to close (exit %d): %s"
              .formatted(command, ended.exit(), ended.words()));
    }
  }

  @Override
  public void release() throws IOException {
    var started = child;
    if (started == null) {
      return;
    }
    var interrupted = Thread.interrupted();
    try (started) {
      started.giveUpLease();
      if (started.isAlive()) {
        attempt(() -> started.awaitOnly(limits.step()));
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
