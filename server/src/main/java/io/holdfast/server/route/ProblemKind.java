package io.holdfast.server.route;

import io.holdfast.api.platform.PlatformException;
import io.holdfast.api.platform.Problem;
import io.holdfast.schema.document.Mistake;
import java.util.List;
import java.util.Locale;

/** The kinds of what goes wrong, each with its status. */
public enum ProblemKind {
  MALFORMED(400, "the request is malformed"),
  INVALID_DOCUMENT(400, "the document has mistakes"),
  UNAUTHENTICATED(401, "who calls is not known"),
  FORBIDDEN(403, "the caller may not do this"),
  NOT_FOUND(404, "there is no such thing"),
  METHOD_NOT_ALLOWED(405, "the path does not know this method"),
  TOO_SLOW(408, "the request took too long to arrive"),
  CONFLICT(409, "what is there does not allow it"),
  REFUSED(409, "it is refused, for reasons"),
  NO_REPOSITORY(409, "there is no repository"),
  LOCKED(409, "somebody else has the repository"),
  WRONG_PASSWORD(409, "the password opens no key of the repository"),
  STOPPED(409, "somebody stopped it"),
  BODY_TOO_LARGE(413, "the body is too large"),
  TARGET_TOO_LONG(414, "the path is too long"),
  UNSUPPORTED_MEDIA_TYPE(415, "the body is of a kind that is not read here"),
  EXPECTATION_FAILED(417, "what the header Expect asks for is not known"),
  HEADERS_TOO_LARGE(431, "the headers are too large"),
  FAILED(500, "it failed"),
  UNAVAILABLE(503, "not now");

  private final int status;
  private final String title;

  ProblemKind(int status, String title) {
    this.status = status;
    this.title = title;
  }

  public int status() {
    return status;
  }

  public String title() {
    return title;
  }

  /** One of this kind. */
  public Problem problem(String detail) {
    return problem(detail, List.of(), List.of());
  }

  private Problem problem(String detail, List<String> reasons, List<Mistake> mistakes) {
    return new Problem(
        type(), title, status, detail, reasons, mistakes.stream().map(Problem.Place::of).toList());
  }

  /** Of a document, with everything that is wrong in it. */
  public static Problem ofMistakes(List<Mistake> mistakes) {
    return INVALID_DOCUMENT.problem(
        "nothing was done: the document has %d mistake%s"
            .formatted(mistakes.size(), mistakes.size() == 1 ? "" : "s"),
        List.of(),
        mistakes);
  }

  /** What a platform does not do. */
  public static Problem of(PlatformException told) {
    var kind =
        switch (told.trouble()) {
          case NOT_FOUND -> NOT_FOUND;
          case MISTAKEN -> INVALID_DOCUMENT;
          case FORBIDDEN -> FORBIDDEN;
          case REFUSED -> REFUSED;
          case NO_REPOSITORY -> NO_REPOSITORY;
          case LOCKED -> LOCKED;
          case WRONG_PASSWORD -> WRONG_PASSWORD;
          case STOPPED -> STOPPED;
          case FAILED -> FAILED;
        };
    return kind.problem(String.valueOf(told.getMessage()), told.reasons(), told.mistakes());
  }

  /** A name, as RFC 9457 lets types be: there is no page behind it. */
  public String type() {
    return "urn:holdfast:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
