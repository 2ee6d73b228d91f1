package io.holdfast.server.edge;

import io.holdfast.server.route.ProblemKind;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.http.HttpServerRequest;

/** Answers what the decoder could not read: nothing after it can be trusted, so it ends there. */
final class Malformed {
  private final Answers answers;

  Malformed(Answers answers) {
    this.answers = answers;
  }

  void refuse(HttpServerRequest request) {
    switch (request.decoderResult().cause()) {
      case TooLongHttpLineException _ ->
          answers.refuseAndClose(
              request,
              ProblemKind.TARGET_TOO_LONG,
              "the first line is longer than %d bytes".formatted(Limits.FIRST_LINE));
      case TooLongHttpHeaderException _ ->
          answers.refuseAndClose(
              request,
              ProblemKind.HEADERS_TOO_LARGE,
              "the headers are larger than %d bytes".formatted(Limits.HEADERS));
      case null, default -> // not our set: everything else that a decoder dislikes
          answers.refuseAndClose(request, ProblemKind.MALFORMED, "this is no request of HTTP/1.1");
    }
  }
}
