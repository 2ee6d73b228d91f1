package io.holdfast.server.route;

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

  /** A name, as RFC 9457 lets types be: there is no page behind it. */
  public String type() {
    return "urn:holdfast:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
