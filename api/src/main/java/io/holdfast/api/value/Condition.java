package io.holdfast.api.value;

import io.holdfast.schema.annotation.Doc;
import io.holdfast.schema.annotation.Pattern;
import io.holdfast.schema.annotation.Range;
import io.holdfast.schema.document.Quoted;
import io.holdfast.schema.shape.ComponentException;
import java.time.Instant;

/** One thing that is or is not so, as Kubernetes writes it. */
@Doc("One thing that is or is not so.")
public record Condition(
    @Doc("What it is about, such as Ready.")
        @Pattern(value = Condition.WORD, expected = Condition.A_WORD)
        String type,
    @Doc("Whether it is so.") State status,
    @Doc("Why, as one word for programs.")
        @Pattern(value = Condition.WORD, expected = Condition.A_WORD)
        String reason,
    @Doc("Why, for people.") String message,
    @Doc("The generation of the spec that this was seen for.") @Range(least = 0)
        long observedGeneration,
    @Doc("Since when it has been so.") Instant lastTransitionTime) {
  static final String WORD = "[A-Z][A-Za-z]{0,39}";
  static final String A_WORD = "at most 40 letters, the first of them a capital";

  /** Status is kept small: what does not fit is in the catalog. */
  public static final int LONGEST_MESSAGE = 200;

  public Condition {
    if (message.codePointCount(0, message.length()) > LONGEST_MESSAGE
        || message.chars().anyMatch(Character::isISOControl)) {
      throw new ComponentException(
          "message",
          "is " + Quoted.shown(message),
          "at most %d characters on one line".formatted(LONGEST_MESSAGE));
    }
  }

  /** Three values: what is not known is never taken for yes or no. */
  public enum State {
    @Doc("It is so.")
    TRUE,
    @Doc("It is not so.")
    FALSE,
    @Doc("Nobody knows.")
    UNKNOWN
  }
}
