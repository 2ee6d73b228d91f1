package io.holdfast.host.hook;

import io.holdfast.host.process.Child;
import io.holdfast.host.process.Shell;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * One run of a hook's commands at a time: those of a program that was killed outlive it, and what
 * they do last must not fall into the cut of the next one.
 *
 * <p>The file is locked by the process that runs the commands, and so free once that has ended.
 *
 * @param file the same for every run of the hook
 */
record Turn(Path file) {
  /** What the script prints once it has the turn. */
  private static final String TAKEN = "turn";

  /** What it prints when another one keeps it; {@code flock} ends with 1 then, and only then. */
  private static final String BUSY = "busy";

  /** How long {@code flock} may take besides to start and to end. */
  private static final Duration MARGIN = Duration.ofSeconds(10);

  /**
   * Lines of a shell's script, which has the turn afterwards by its descriptor 7: commands must not
   * inherit that, or what they leave behind keeps the turn.
   */
  String script(Duration patience) {
    return """
    exec 7>>%s
    flock -w %d 7 >&9 2>&9 || { [ $? != 1 ] || echo %s; exit 1; }
    echo %s
    """
        .formatted(Shell.quoted(file.toString()), Math.max(1, patience.toSeconds()), BUSY, TAKEN);
  }

  /**
   * Waits until the script has the turn.
   *
   * @param patience as the script's
   * @throws IOException when it does not get it
   */
  void await(Child started, Duration patience) throws IOException {
    if (!started.prints(TAKEN, patience.plus(MARGIN))) {
      throw new IOException(
          started.printedInAll().lines().anyMatch(BUSY::equals)
              ? "the commands of an earlier run of this hook have not ended yet: back up again once"
                  + " they have"
              : "it cannot be told whether the commands of an earlier run of this hook have ended: "
                  + started.complained(Guard.LAST_WORDS));
    }
  }
}
