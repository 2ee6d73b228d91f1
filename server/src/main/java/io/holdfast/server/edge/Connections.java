package io.holdfast.server.edge;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The open connections, bounded, each with the one clock that runs for it: for a head, a body or an
 * answer. When it runs out, the connection is closed. Thread-safe.
 */
final class Connections {
  /** No timer has this number. */
  private static final long NO_CLOCK = -1;

  private final Vertx vertx;
  private final Limits limits;
  private final Map<HttpConnection, Long> clocks = new ConcurrentHashMap<>();

  Connections(Vertx vertx, Limits limits) {
    this.vertx = vertx;
    this.limits = limits;
  }

  /** Takes a new one in; closes it when there are too many. */
  void opened(HttpConnection connection) {
    if (clocks.size() >= limits.connections()) {
      connection.close();
      return;
    }
    clocks.put(connection, NO_CLOCK);
    connection.closeHandler(_ -> gone(connection));
    start(connection, limits.head());
  }

  /** A head has arrived whole: the time that its request takes is not the client's. */
  void answering(HttpConnection connection) {
    start(connection, Duration.ZERO);
  }

  /** The answer is on its way. */
  void sending(HttpConnection connection) {
    start(connection, limits.answer());
  }

  /** The answer has left; the next head may come. */
  void waiting(HttpConnection connection) {
    start(connection, limits.head());
  }

  int open() {
    return clocks.size();
  }

  /**
   * Ends a connection now. Vert.x's own close waits until all that was written has left, which it
   * never does when the client does not read: so the channel below it is closed.
   */
  static void cut(HttpConnection connection) {
    if (connection instanceof ConnectionBase open) {
      var _ = open.channelHandlerContext().close();
    } else {
      connection.close();
    }
  }

  /** Nothing for a connection that is gone: its entry would stay for ever. */
  private void start(HttpConnection connection, Duration limit) {
    clocks.computeIfPresent(
        connection,
        (_, before) -> {
          vertx.cancelTimer(before);
          return limit.isZero() ? NO_CLOCK : vertx.setTimer(limit.toMillis(), _ -> cut(connection));
        });
  }

  private void gone(HttpConnection connection) {
    var clock = clocks.remove(connection);
    if (clock != null) {
      vertx.cancelTimer(clock);
    }
  }
}
