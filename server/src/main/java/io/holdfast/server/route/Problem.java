package io.holdfast.server.route;

import io.holdfast.schema.annotation.Doc;
import io.holdfast.schema.document.Mistake;
import java.util.List;

/**
 * What went wrong, as {@code application/problem+json} (RFC 9457).
 *
 * @param detail what was attempted, the offending value, what was expected, what to do
 */
public record Problem(
    @Doc("Which kind of problem.") String type,
    @Doc("The kind, in words.") String title,
    @Doc("The status of the response.") int status,
    @Doc("What happened this time, and what to do.") String detail,
    @Doc("All that is wrong in the document that was sent.") List<Place> mistakes) {
  public static final String MEDIA_TYPE = "application/problem+json";

  public Problem {
    mistakes = List.copyOf(mistakes);
  }

  public static Problem of(ProblemKind kind, String detail) {
    return new Problem(kind.type(), kind.title(), kind.status(), detail, List.of());
  }

  /** Of a document, with everything that is wrong in it. */
  public static Problem ofMistakes(List<Mistake> mistakes) {
    var kind = ProblemKind.INVALID_DOCUMENT;
    return new Problem(
        kind.type(),
        kind.title(),
        kind.status(),
        "nothing was done: the document has %d mistake%s"
            .formatted(mistakes.size(), mistakes.size() == 1 ? "" : "s"),
        mistakes.stream().map(Place::of).toList());
  }

  /** A mistake and where it stands; line and column count from 1. */
  public record Place(
      @Doc("What the document is called.") String file,
      @Doc("From 1 on.") int line,
      @Doc("From 1 on, in characters.") int column,
      @Doc("From the document's root; empty for the root.") String path,
      @Doc("What was found.") String problem,
      @Doc("What would have been right.") String expected) {

    static Place of(Mistake mistake) {
      var position = mistake.position();
      return new Place(
          position.file(),
          position.line(),
          position.column(),
          mistake.path(),
          mistake.problem(),
          mistake.expected());
    }
  }
}
