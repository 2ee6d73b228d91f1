package io.holdfast.repository.task;

import java.util.concurrent.atomic.AtomicReference;

/**
 * Whether a thread of {@link Tasks} is away: in a call that nothing can interrupt, and that need
 * not return, as a read of a file of the kernel's or of a dead network disk need not.
 *
 * <p>Nobody can wait for such a thread to end. What makes it safe not to is that it finds out
 * before it does anything else: the call throws in it when it does return. So nothing that reaches
 * a repository may be such a call.
 */
public final class Away {
  private enum State {
    HERE,
    AWAY,
    GIVEN_UP,
    TOLD
  }

  /** In a thread that was given up: it ends, past everything that takes failures for a file's. */
  private static final class GivenUpException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    GivenUpException() {
      super("nobody waits for this thread any more");
    }
  }

  private static final ScopedValue<Away> OF_THREAD = ScopedValue.newInstance();

  private final AtomicReference<State> state = new AtomicReference<>(State.HERE);

  Away() {}

  /** The calling thread is about to make such a call. */
  public static void begin() {
    if (OF_THREAD.isBound()) {
      OF_THREAD.get().state.compareAndSet(State.HERE, State.AWAY);
    }
  }

  /** The call has returned: goes on unless the thread was given up meanwhile. */
  public static void end() {
    if (OF_THREAD.isBound()) {
      OF_THREAD.get().comeBack();
    }
  }

  private void comeBack() {
    // Told once: on its way out the thread still closes its files.
    if (!state.compareAndSet(State.AWAY, State.HERE)
        && state.compareAndSet(State.GIVEN_UP, State.TOLD)) {
      throw new GivenUpException();
    }
  }

  /** Runs the work of the thread that this is about. */
  void watch(Runnable work) {
    ScopedValue.where(OF_THREAD, this).run(work);
  }

  /** Whether the thread is away, and so will do nothing any more. */
  boolean giveUp() {
    return state.compareAndSet(State.AWAY, State.GIVEN_UP);
  }
}
