package io.holdfast.host.hook;

import io.holdfast.host.process.Shell;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * One run of a hook's commands at a time: those of a program that was killed outlive it, and what
 * they do last must not fall into the cut of the next one.
 *
 * <p>The file is locked by the process that runs the commands, and so free once that has ended.
 *
 * @param file the same for every run of the hook
 */
record Turn(Path file) {
  /** What the script prints once it has it. */
  static final String TAKEN = "turn";

  /** Lines of a shell's script, which has the turn afterwards; the commands must not inherit 7. */
  String taken(Duration patience) {
    return """
    exec 7>>%s
    flock -w %d 7 || { echo "the commands of an earlier run have not ended yet" >&9; echo 'before 1'; exit 1; }
    echo %s
    """
        .formatted(Shell.quoted(List.of(file.toString())), patience.toSeconds(), TAKEN);
  }
}
