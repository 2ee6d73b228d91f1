package io.holdfast.schema.text;

import io.holdfast.schema.document.Position;
import io.holdfast.schema.document.Reading;

/** Where a text ceases to be readable; it ends inside this package as a refused reading. */
final class SyntaxException extends Exception {
  private final Position position;
  private final String problem;
  private final String expected;

  SyntaxException(Position position, String problem, String expected) {
    super(problem, null, false, false);
    this.position = position;
    this.problem = problem;
    this.expected = expected;
  }

  <T> Reading<T> refusal() {
    return Reading.refused(position, problem, expected);
  }
}
