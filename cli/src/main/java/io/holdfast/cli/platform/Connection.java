package io.holdfast.cli.platform;

import io.holdfast.api.platform.Accepted;
import io.holdfast.api.platform.AwaitRequest;
import io.holdfast.api.platform.Caller;
import io.holdfast.api.platform.OfRequest;
import io.holdfast.api.platform.Operation;
import io.holdfast.api.platform.Operations;
import io.holdfast.api.platform.Platform;
import io.holdfast.api.platform.PlatformException;
import io.holdfast.api.platform.RunView;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;

/** A platform that a command asks; to be closed. */
public final class Connection implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** So long a run that is told to stop has to leave nothing behind. */
  private static final int CLEANUP_ROUNDS = 4;

  private final Platform platform;
  private final Caller caller;
  private final Closeable resources;

  Connection(Platform platform, Caller caller, Closeable resources) {
    this.platform = platform;
    this.caller = caller;
    this.resources = resources;
  }

  /** The answer to a question. */
  public <Q extends Record, A extends Record> A ask(Operation<Q, A> operation, Q question)
      throws PlatformException, IOException, InterruptedException {
    return platform.answer(operation, question, caller);
  }

  /** Waits until a run that was asked for has ended. An interrupt stops the run first. */
  public RunView await(Accepted accepted)
      throws PlatformException, IOException, InterruptedException {
    try {
      while (true) {
        var view = ask(Operations.AWAIT, new AwaitRequest(accepted.request(), PATIENCE));
        if (view.run() != null) {
          return view.run();
        }
      }
    } catch (InterruptedException stopped) {
      stop(accepted);
      throw stopped;
    }
  }

  private void stop(Accepted accepted) throws PlatformException, IOException, InterruptedException {
    var view = ask(Operations.CANCEL, new OfRequest(accepted.request()));
    for (int round = 0; view.run() == null && round < CLEANUP_ROUNDS; round++) {
      view = ask(Operations.AWAIT, new AwaitRequest(accepted.request(), PATIENCE));
    }
  }

  @Override
  public void close() throws IOException {
    resources.close();
  }
}
