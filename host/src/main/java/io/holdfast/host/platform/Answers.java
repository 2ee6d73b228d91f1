package io.holdfast.host.platform;

import io.holdfast.api.platform.Caller;
import io.holdfast.api.platform.Operation;
import io.holdfast.api.platform.PlatformException;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Who answers which operation. */
final class Answers {
  private final Map<Operation<?, ?>, Answer<?, ?>> known = new HashMap<>();

  /** Answers one operation. */
  @FunctionalInterface
  interface Answer<Q, A> {
    A to(Q question, Caller caller) throws PlatformException, IOException, InterruptedException;
  }

  <Q extends Record, A extends Record> void add(Operation<Q, A> operation, Answer<Q, A> answer) {
    if (known.putIfAbsent(operation, answer) != null) {
      throw new IllegalArgumentException(operation.name() + " is answered twice");
    }
  }

  /** Refuses a platform that would leave a question without an answer. */
  void requireAll(List<Operation<?, ?>> operations) {
    for (Operation<?, ?> operation : operations) {
      of(operation);
    }
  }

  @SuppressWarnings("unchecked") // add lets nothing else in
  <Q extends Record, A extends Record> Answer<Q, A> of(Operation<Q, A> operation) {
    Answer<?, ?> answer = known.get(operation);
    if (answer == null) {
      throw new IllegalStateException("nobody answers " + operation.name());
    }
    return (Answer<Q, A>) answer;
  }
}
