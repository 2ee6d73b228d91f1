package io.holdfast.server.edge;

import io.holdfast.server.route.Body;
import io.holdfast.server.route.ProblemKind;
import io.holdfast.server.route.Response;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.atomic.AtomicInteger;

/** Writes answers. To be called on the connection's event loop. */
final class Answers {
  /**
   * How long a body that nobody wants is thrown away before its connection is closed: closed at
   * once, the client would not see the answer that says why.
   */
  private static final long LINGER_MILLISECONDS = 2000;

  /** How much of such a body is thrown away. */
  private static final int LINGER_BYTES = 8 * Body.MOST;

  private final Vertx vertx;
  private final Connections connections;

  Answers(Vertx vertx, Connections connections) {
    this.vertx = vertx;
    this.connections = connections;
  }

  /**
   * Answers, and keeps the connection when the request was read whole.
   *
   * @return done when the answer has left, or never will
   */
  Future<Void> send(HttpServerRequest request, Response response) {
    if (request.response().ended() || request.response().closed()) {
      return Future.succeededFuture();
    }
    if (request.isEnded() || !Intake.hasBody(request)) {
      return write(request, response).onComplete(_ -> connections.waiting(request.connection()));
    }
    return sendAndClose(request, response);
  }

  Future<Void> refuse(HttpServerRequest request, ProblemKind kind, String detail) {
    return send(request, Response.of(kind.problem(detail)));
  }

  /** Answers what cannot be read on from here. */
  Future<Void> refuseAndClose(HttpServerRequest request, ProblemKind kind, String detail) {
    return request.response().ended() || request.response().closed()
        ? Future.succeededFuture()
        : sendAndClose(request, Response.of(kind.problem(detail)));
  }

  private Future<Void> sendAndClose(HttpServerRequest request, Response response) {
    var connection = request.connection();
    request.response().putHeader("Connection", "close");
    var left = new AtomicInteger(LINGER_BYTES);
    request.handler(part -> {
      if (left.addAndGet(-part.length()) < 0) {
        connection.close();
      }
    });
    request.exceptionHandler(_ -> connection.close());
    request.resume();
    return write(request, response)
        .onComplete(_ -> {
          if (request.isEnded()) {
            connection.close();
          } else {
            request.endHandler(_ -> connection.close());
            vertx.setTimer(LINGER_MILLISECONDS, _ -> Connections.cut(connection));
          }
        });
  }

  private Future<Void> write(HttpServerRequest request, Response response) {
    connections.sending(request.connection());
    var target = request.response();
    target.setStatusCode(response.status());
    target.putHeader("Cache-Control", "no-store");
    target.putHeader("X-Content-Type-Options", "nosniff");
    response.headers().forEach(target::putHeader);
    if (request.method().equals(HttpMethod.HEAD)) {
      target.putHeader("Content-Length", Integer.toString(response.body().length));
      return target.end();
    }
    return response.status() == 204 ? target.end() : target.end(Buffer.buffer(response.body()));
  }
}
