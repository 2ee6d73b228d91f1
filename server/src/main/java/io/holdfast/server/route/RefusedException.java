package io.holdfast.server.route;

import io.holdfast.api.platform.Problem;
import io.holdfast.schema.document.Mistake;
import java.util.List;

/** Ends a handler with a problem that the caller is to see. */
public final class RefusedException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient Problem problem;

  public RefusedException(Problem problem) {
    super(problem.detail());
    this.problem = problem;
  }

  public RefusedException(ProblemKind kind, String detail) {
    this(kind.problem(detail));
  }

  public static RefusedException ofMistakes(List<Mistake> mistakes) {
    return new RefusedException(ProblemKind.ofMistakes(mistakes));
  }

  public Problem problem() {
    return problem;
  }
}
