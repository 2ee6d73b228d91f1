package io.holdfast.api.platform;

import io.holdfast.schema.annotation.Doc;
import io.holdfast.schema.document.Mistake;
import io.holdfast.schema.document.Position;
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
    @Doc("Why it is refused, when a policy or a plan refuses it.") List<String> reasons,
    @Doc("All that is wrong in the document that was sent.") List<Place> mistakes) {
  public static final String MEDIA_TYPE = "application/problem+json";

  public Problem {
    reasons = List.copyOf(reasons);
    mistakes = List.copyOf(mistakes);
  }

  /** A mistake and where it stands; line and column count from 1. */
  public record Place(
      @Doc("What the document is called.") String file,
      @Doc("From 1 on.") int line,
      @Doc("From 1 on, in characters.") int column,
      @Doc("From the document's root; empty for the root.") String path,
      @Doc("What was found.") String problem,
      @Doc("What would have been right.") String expected) {

    public static Place of(Mistake mistake) {
      var position = mistake.position();
      return new Place(
          position.file(),
          position.line(),
          position.column(),
          mistake.path(),
          mistake.problem(),
          mistake.expected());
    }

    public Mistake mistake() {
      return new Mistake(new Position(file, line, column), path, problem, expected);
    }
  }
}
