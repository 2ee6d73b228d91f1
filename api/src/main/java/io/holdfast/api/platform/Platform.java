package io.holdfast.api.platform;

import java.io.IOException;

/** Answers what is asked of it. For any number of threads. */
public interface Platform {
  /**
   * The answer to a question.
   *
   * <p>Whether the caller's role covers the operation's is checked before: where a server lets
   * callers in, by the server.
   *
   * @throws PlatformException when there is none, for a reason that the caller can understand
   * @throws IOException when storage or the line failed; whether something was done is not known
   *     then
   */
  <Q extends Record, A extends Record> A answer(
      Operation<Q, A> operation, Q question, Caller caller)
      throws PlatformException, IOException, InterruptedException;
}
