package io.holdfast.repository.file;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.util.OptionalInt;

/**
 * The terminal at one of this process's descriptors.
 *
 * <p>Requests and structures: Linux {@code include/uapi/asm-generic/termbits.h} and {@code
 * termios.h}, which are those of x86-64 and arm64.
 */
public final class Terminal {
  private static final long TCGETS = 0x5401;

  /** Sets, and throws away what was typed and not read yet. */
  private static final long TCSETSF = 0x5404;

  private static final long TIOCGWINSZ = 0x5413;

  /** Where {@code struct termios} has its local modes, behind three other words. */
  private static final int LOCAL_MODES = 12;

  private static final int ECHO = 8;

  /** Where {@code struct winsize} has its columns, behind the rows. */
  private static final int COLUMNS = 2;

  private final int descriptor;

  /**
   * @param descriptor 0, 1 or 2
   */
  public Terminal(int descriptor) {
    this.descriptor = descriptor;
  }

  /** How wide it is now; empty when it does not know, and where there is no terminal. */
  public OptionalInt columns() {
    try (Scratch scratch = Scratch.take()) {
      if (scratch.call(SystemCall.IOCTL, descriptor, TIOCGWINSZ, scratch.bulk().address()) == -1) {
        return OptionalInt.empty();
      }
      int columns = Short.toUnsignedInt(scratch.bulk().get(JAVA_SHORT, COLUMNS));
      return columns == 0 ? OptionalInt.empty() : OptionalInt.of(columns);
    }
  }

  /** Shows no more what is typed, until the result is closed. */
  public Hush hush() throws PosixException {
    try (Scratch scratch = Scratch.take()) {
      long copy = scratch.call(SystemCall.DUP, descriptor);
      if (copy == -1) {
        throw failure("keep hold of", scratch);
      }
      Hush hush = new Hush(copy);
      hush.begin();
      return hush;
    }
  }

  /** A time without echo; it ends as it should also when the descriptor was closed meanwhile. */
  public final class Hush implements AutoCloseable {
    private final long copy;
    private boolean wasShown;

    private Hush(long copy) {
      this.copy = copy;
    }

    private void begin() throws PosixException {
      boolean begun = false;
      try {
        wasShown = echo(false);
        begun = true;
      } finally {
        if (!begun) {
          release();
        }
      }
    }

    @Override
    public void close() throws PosixException {
      try {
        if (wasShown) {
          echo(true);
        }
      } finally {
        release();
      }
    }

    private void release() {
      try (Scratch scratch = Scratch.take()) {
        scratch.call(SystemCall.CLOSE, copy);
      }
    }

    /** Whether there was an echo before. */
    private boolean echo(boolean wanted) throws PosixException {
      try (Scratch scratch = Scratch.take()) {
        long modes = scratch.bulk().address();
        if (scratch.call(SystemCall.IOCTL, copy, TCGETS, modes) == -1) {
          throw failure("read the settings of", scratch);
        }
        int local = scratch.bulk().get(JAVA_INT, LOCAL_MODES);
        scratch.bulk().set(JAVA_INT, LOCAL_MODES, wanted ? local | ECHO : local & ~ECHO);
        if (scratch.call(SystemCall.IOCTL, copy, TCSETSF, modes) == -1) {
          throw failure("change the settings of", scratch);
        }
        return (local & ECHO) != 0;
      }
    }
  }

  private PosixException failure(String attempt, Scratch scratch) {
    return new PosixException(attempt, "the terminal at descriptor " + descriptor, scratch.errno());
  }
}
