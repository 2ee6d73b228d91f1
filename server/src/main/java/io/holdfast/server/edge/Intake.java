package io.holdfast.server.edge;

import io.holdfast.server.route.Body;
import io.holdfast.server.route.ProblemKind;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;

/** Reads bodies: as much as is allowed, in the time that is allowed. */
final class Intake {
  private final Vertx vertx;
  private final Answers answers;
  private final Limits limits;

  Intake(Vertx vertx, Answers answers, Limits limits) {
    this.vertx = vertx;
    this.answers = answers;
    this.limits = limits;
  }

  static boolean hasBody(HttpServerRequest request) {
    return request.headers().contains(HttpHeaders.TRANSFER_ENCODING) || length(request) > 0;
  }

  /**
   * Hands the whole body on, or answers why not. What is announced too large is not read.
   *
   * @param over is called in the end when the body was not handed on
   */
  void read(HttpServerRequest request, Consumer<byte[]> whole, Runnable over) {
    if (length(request) > Body.MOST) {
      refuseSize(request, over);
      return;
    }
    var expect = request.getHeader(HttpHeaders.EXPECT);
    if (expect != null) {
      if (!expect.equalsIgnoreCase("100-continue")) {
        answers
            .refuse(
                request,
                ProblemKind.EXPECTATION_FAILED,
                "the header 'Expect' is not understood: expected 100-continue, or none")
            .onComplete(_ -> over.run());
        return;
      }
      request.response().writeContinue();
    }
    var body = Buffer.buffer();
    long clock =
        vertx.setTimer(
            limits.body().toMillis(),
            _ ->
                answers
                    .refuseAndClose(
                        request,
                        ProblemKind.TOO_SLOW,
                        "the body did not arrive within %d seconds"
                            .formatted(limits.body().toSeconds()))
                    .onComplete(_ -> over.run()));
    // The connection is gone, or its chunks were malformed, on which it is closed unasked.
    request.exceptionHandler(_ -> {
      vertx.cancelTimer(clock);
      over.run();
    });
    request.endHandler(_ -> {
      vertx.cancelTimer(clock);
      request.exceptionHandler(null);
      if (!request.response().ended()) {
        whole.accept(body.getBytes());
      }
    });
    request.handler(part -> {
      if (body.length() + part.length() > Body.MOST) {
        vertx.cancelTimer(clock);
        refuseSize(request, over);
      } else {
        body.appendBuffer(part);
      }
    });
  }

  private void refuseSize(HttpServerRequest request, Runnable over) {
    answers
        .refuseAndClose(
            request,
            ProblemKind.BODY_TOO_LARGE,
            "the body is larger than %d bytes, which is the most that is read; send less at a time"
                .formatted(Body.MOST))
        .onComplete(_ -> over.run());
  }

  /** As the header announces it: the decoder has refused what is no number. */
  private static long length(HttpServerRequest request) {
    var header = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    return header == null ? 0 : Long.parseLong(header.strip());
  }
}
