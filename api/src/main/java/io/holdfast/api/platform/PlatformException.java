package io.holdfast.api.platform;

import io.holdfast.schema.document.Mistake;
import java.util.List;

/** Why a question got no answer, in words for whoever asked. */
public final class PlatformException extends Exception {
  private static final long serialVersionUID = 1;

  private final Trouble trouble;
  private final transient List<String> reasons;
  private final transient List<Mistake> mistakes;

  private PlatformException(
      Trouble trouble, String message, List<String> reasons, List<Mistake> mistakes) {
    super(message);
    this.trouble = trouble;
    this.reasons = List.copyOf(reasons);
    this.mistakes = List.copyOf(mistakes);
  }

  public PlatformException(Trouble trouble, String message) {
    this(trouble, message, List.of(), List.of());
  }

  /** Something is refused, for all of these reasons. */
  public static PlatformException refused(String message, List<String> reasons) {
    return new PlatformException(Trouble.REFUSED, message, reasons, List.of());
  }

  /** A document has mistakes. */
  public static PlatformException mistaken(String message, List<Mistake> mistakes) {
    return new PlatformException(Trouble.MISTAKEN, message, List.of(), mistakes);
  }

  /** What a server told. */
  public static PlatformException of(Problem problem) {
    return new PlatformException(
        Trouble.of(problem).orElse(Trouble.FAILED),
        problem.detail(),
        problem.reasons(),
        problem.mistakes().stream().map(Problem.Place::mistake).toList());
  }

  public Trouble trouble() {
    return trouble;
  }

  /** Why it is refused; empty for other trouble. */
  public List<String> reasons() {
    return reasons;
  }

  /** What is wrong in the documents; empty for other trouble. */
  public List<Mistake> mistakes() {
    return mistakes;
  }
}
