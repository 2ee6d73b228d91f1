package io.holdfast.host.hook;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One database's way to a consistent copy. Used once: open, capture, release.
 *
 * <p>Each step of {@link #open} and {@link #capture} has its own time limit and is given up when
 * its thread is interrupted.
 */
interface Preset {
  /**
   * What the closing half says of the copy.
   *
   * @param saved when the database began to write what is in the copy; absent when that is the
   *     method's usual moment
   */
  record Captured(String position, Optional<Instant> saved, List<String> notes) {
    public Captured {
      notes = List.copyOf(notes);
    }

    static Captured of(String position, List<String> notes) {
      return new Captured(position, Optional.empty(), notes);
    }
  }

  /**
   * Looks whether the cut can be right, and does the opening half.
   *
   * @return what must not be copied
   * @throws RefusedException when it cannot be right; nothing was begun then
   */
  List<Exclusion> open() throws IOException;

  /** Does the closing half and puts what belongs to the copy into an empty directory. */
  Captured capture(Path overlay) throws IOException;

  /**
   * Lets go of everything that is held, as a kill would. Always called, last, and from any thread:
   * also while another step still hangs, which then fails. Idempotent, and never hangs itself.
   *
   * @throws IOException when something may still be held; the message says what
   */
  void release() throws IOException;
}
