package io.holdfast.cli;

import io.holdfast.cli.console.ExitCode;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a command that is told to stop (Ctrl-C, a service manager's TERM) end in order: its thread
 * is interrupted and may still remove its lock and say what was kept.
 */
final class Interruption {
  /** What a store that does not answer may take before the process ends all the same. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** After which a person should know that the signal has come. */
  private static final Duration SILENCE = Duration.ofSeconds(2);

  private final Thread command = Thread.currentThread();
  private final CountDownLatch ended = new CountDownLatch(1);

  private Interruption() {}

  /** From now on, signals that end the process interrupt the calling thread first. */
  static Interruption onSignals() {
    var interruption = new Interruption();
    try {
      Runtime.getRuntime().addShutdownHook(new Thread(interruption::stop, "interruption"));
    } catch (IllegalStateException endsAlready) {
      Runtime.getRuntime().halt(ExitCode.INTERRUPTED.number()); // nothing has begun
    }
    return interruption;
  }

  /** Ends the process; when a signal is doing that already, with the exit code for it. */
  void end(ExitCode code) {
    ended.countDown();
    System.exit(code.number());
  }

  // Runs at every end of the process. When the command is through, there is nothing to wait for.
  private void stop() {
    if (ended.getCount() == 0 || !command.isAlive()) {
      return;
    }
    command.interrupt();
    try {
      if (ended.await(SILENCE.toSeconds(), TimeUnit.SECONDS)) {
        Runtime.getRuntime().halt(ExitCode.INTERRUPTED.number());
      }
      System.err.println(
          "holdfast: stopping; what is under way has half a minute to end and to remove its lock");
      if (!ended.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        System.err.println(
            "holdfast: what was under way did not end in time; 'holdfast unlock' removes the lock"
                + " that may be left");
      }
    } catch (InterruptedException nobodyDoesThat) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(ExitCode.INTERRUPTED.number());
  }
}
