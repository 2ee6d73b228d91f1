package io.holdfast.server.route;

import java.io.IOException;

/** What a route does, on a virtual thread. When the server stops it has until the limit to end. */
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
