package io.holdfast.schema.shape;

import io.holdfast.schema.document.Node;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a node must look like. */
public sealed interface Shape {
  record Text(@Nullable TextRule rule) implements Shape {}

  /**
   * A whole number.
   *
   * @param wide whether it is a {@code long}; else an {@code int}
   */
  record Whole(long least, long most, boolean wide) implements Shape {}

  record Flag() implements Shape {}

  /** Names of constants, in their order. */
  record Choice(Class<?> type, Map<String, Constant> constants) implements Shape {}

  /** A moment, as {@code 2026-01-31T12:00:00Z}. */
  record Moment() implements Shape {}

  /** A day of the calendar, as {@code 2026-01-31}. */
  record Day() implements Shape {}

  /** A length of time, as {@code 1h30m}. */
  record Span() implements Shape {}

  /** A time zone by its name in the IANA database. */
  record Zone() implements Shape {}

  /** A type that reads itself from text. */
  record Parsed(Class<?> type, String doc, String expected, @Nullable TextRule rule, Method parse)
      implements Shape {}

  record ListOf(Shape item, int least, int most) implements Shape {}

  record MapOf(Shape value, int least, int most) implements Shape {}

  /**
   * An object with known fields.
   *
   * @param fixed fields before all others that have one value only
   * @param rules statements in CEL, with what is wrong when they do not hold
   */
  record RecordOf(
      Class<?> type,
      String doc,
      Map<String, String> fixed,
      List<Field> fields,
      Map<String, String> rules,
      Constructor<?> constructor)
      implements Shape {

    public Optional<Field> field(String name) {
      return fields.stream().filter(field -> field.name().equals(name)).findFirst();
    }
  }

  /**
   * An object with exactly one of several fields.
   *
   * @param otherwise what a newer version's case is read as
   */
  record OneOf(Class<?> type, String doc, List<Case> cases, Optional<RecordOf> otherwise)
      implements Shape {}

  record Case(String name, RecordOf shape) {}

  record Constant(Enum<?> value, String doc) {}

  record TextRule(Pattern pattern, String expected) {}

  record Field(String name, String doc, Presence presence, Shape shape, Method accessor) {}

  /** What it means when a field is absent. */
  sealed interface Presence {
    record Required() implements Presence {}

    record Absent() implements Presence {}

    /** An absent list or map has no members. */
    record Empty() implements Presence {}

    record Defaulted(Node value) implements Presence {}
  }
}
