package io.holdfast.server.route;

import java.io.IOException;

/** What a route does. It runs on a virtual thread, and is interrupted when the server ends. */
@FunctionalInterface
public interface Handler {
  /**
   * The answer to a request.
   *
   * @throws RefusedException what the caller is told
   * @throws IOException storage failed; the caller is told its message
   */
  Response answer(Request request) throws RefusedException, IOException, InterruptedException;
}
