package io.holdfast.host.hook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A hook plan as it is executed: opened before a cut, held over it, ended or closed after.
 *
 * <p>{@link #end} is for a copy that succeeded, and says whether it is a cut. {@link #close} alone
 * gives the session up: nothing is captured, and what was held is let go. Safe for several threads.
 */
public final class HookSession implements AutoCloseable {
  private enum State {
    OPEN,
    ENDING,
    OVER,
    EXPIRED
  }

  private final HookPlan plan;
  private final Preset preset;
  private final Path overlay;
  private final InstantSource clock;
  private final List<Exclusion> exclusions;
  private final Instant opened;
  private final AtomicReference<State> state = new AtomicReference<>(State.OPEN);
  private final CountDownLatch over = new CountDownLatch(1);

  private HookSession(
      HookPlan plan, Preset preset, Path overlay, InstantSource clock, List<Exclusion> exclusions) {
    this.plan = plan;
    this.preset = preset;
    this.overlay = overlay;
    this.clock = clock;
    this.exclusions = exclusions;
    this.opened = clock.instant();
  }

  /**
   * Executes the opening half.
   *
   * @param overlay an empty directory outside of the volume
   * @param turn a file that is the same for every run of the hook, whose commands it keeps apart
   * @throws RefusedException when the cut could not be right; the message says why
   * @throws IOException when a step failed or took too long; everything was let go then
   */
  public static HookSession open(HookPlan plan, Path overlay, Path turn, InstantSource clock)
      throws IOException {
    requireEmpty(overlay);
    var preset = preset(plan, overlay, new Turn(turn), clock);
    List<Exclusion> exclusions;
    try {
      exclusions = preset.open();
    } catch (IOException | RuntimeException failure) { // a defect must not leave a lock behind
      releaseAfter(failure, preset);
      throw failure;
    }
    var session = new HookSession(plan, preset, overlay, clock, List.copyOf(exclusions));
    session.watch(plan.limits().hold());
    return session;
  }

  private static void requireEmpty(Path overlay) throws IOException {
    try (var entries = Files.list(overlay)) {
      if (entries.findAny().isPresent()) {
        throw new IOException(
            "what a hook adds to the copy is to be put into '%s', which is not empty"
                .formatted(overlay));
      }
    }
  }

  private static Preset preset(HookPlan plan, Path overlay, Turn turn, InstantSource clock)
      throws IOException {
    return switch (plan.hook()) {
      case Hook.Postgresql(var connection) -> Postgresql.preset(plan, connection.read());
      case Hook.Mariadb(var connection) -> Mariadb.preset(plan, connection.read());
      case Hook.Redis(var connection) -> new Redis(plan, connection.read(), clock);
      case Hook.Sqlite(var databases) -> new Sqlite(plan, databases);
      case Hook.Pair pair -> new Guard(plan, pair, overlay, turn);
      case Hook.Held held -> new HeldCommand(plan, held, overlay, turn);
    };
  }

  private static void releaseAfter(Exception failure, Preset preset) {
    try {
      preset.release();
    } catch (IOException further) {
      failure.addSuppressed(further);
    }
  }

  /** A copy that hangs must not keep a database locked. */
  private void watch(Duration hold) {
    Thread.ofVirtual()
        .name("hook limit")
        .start(() -> {
          try {
            if (!over.await(hold.toNanos(), TimeUnit.NANOSECONDS)
                && state.compareAndSet(State.OPEN, State.EXPIRED)) {
              preset.release();
            }
          } catch (IOException _) {
            // end() reports that the session expired; release() is tried once more by close().
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          }
        });
  }

  /** What of the volume must not be copied, as the server's settings have it. */
  public List<Exclusion> exclusions() {
    return exclusions;
  }

  /**
   * Executes the closing half after a copy that succeeded. The overlay is complete then.
   *
   * @throws IOException when the copy is not a consistent one; everything was let go then
   */
  public Outcome end() throws IOException {
    if (!state.compareAndSet(State.OPEN, State.ENDING)) {
      throw ended();
    }
    over.countDown();
    var closing = clock.instant();
    Preset.Captured captured;
    try {
      captured = preset.capture(overlay);
    } catch (IOException | RuntimeException failure) { // a defect must not leave a lock behind
      releaseAfter(failure, preset);
      throw failure;
    } finally {
      state.set(State.OVER);
    }
    preset.release();
    var usual =
        switch (plan.method()) {
          case SNAPSHOT -> opened;
          case LIVE -> closing;
        };
    return new Outcome(
        opened,
        captured.saved().orElse(usual),
        clock.instant(),
        captured.position(),
        captured.notes());
  }

  private IOException ended() {
    return switch (state.get()) {
      case EXPIRED ->
          new IOException(
              ("the copy took longer than the %d s that its hook may be held, so the hook was"
                      + " closed and the copy is not consistent: allow more time, or copy less")
                  .formatted(plan.limits().hold().toSeconds()));
      case OPEN, ENDING, OVER -> new IOException("this hook session is over already");
    };
  }

  /** Gives the session up unless it was ended. */
  @Override
  public void close() throws IOException {
    var before =
        state.getAndUpdate(now -> now == State.OPEN || now == State.EXPIRED ? State.OVER : now);
    over.countDown();
    if (before == State.OPEN || before == State.EXPIRED) {
      preset.release();
    }
  }
}
