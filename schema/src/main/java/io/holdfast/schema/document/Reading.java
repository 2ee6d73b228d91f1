package io.holdfast.schema.document;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What reading gave: the whole value, or everything that is wrong with it. */
public sealed interface Reading<T> {

  record Read<T>(T value) implements Reading<T> {}

  /** At least one mistake. */
  record Refused<T>(List<Mistake> mistakes) implements Reading<T> {
    public Refused {
      mistakes = List.copyOf(mistakes);
      if (mistakes.isEmpty()) {
        throw new IllegalArgumentException("a refusal without a mistake");
      }
    }

    /** One line for each mistake. */
    @Override
    public String toString() {
      return mistakes.stream().map(Mistake::toString).collect(Collectors.joining("\n"));
    }
  }

  static <T> Reading<T> refused(Position position, String problem, String expected) {
    return new Refused<>(List.of(new Mistake(position, "", problem, expected)));
  }

  /** Goes on with the value, when there is one. */
  default <R> Reading<R> then(Function<? super T, Reading<R>> next) {
    return switch (this) {
      case Read<T>(var value) -> next.apply(value);
      case Refused<T>(var mistakes) -> new Refused<>(mistakes);
    };
  }

  /** None for a value that was read. */
  default List<Mistake> mistakesFound() {
    return switch (this) {
      case Read<T> _ -> List.of();
      case Refused<T>(var mistakes) -> mistakes;
    };
  }

  /**
   * For text that the caller wrote itself, in source or in a test.
   *
   * @throws IllegalArgumentException with every mistake on a line
   */
  default T orThrow() {
    return switch (this) {
      case Read<T>(var value) -> value;
      case Refused<T> refused -> throw new IllegalArgumentException(refused.toString());
    };
  }
}
