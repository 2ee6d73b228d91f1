package io.holdfast.schema.bind;

import io.holdfast.schema.document.Node;
import io.holdfast.schema.document.Quoted;
import io.holdfast.schema.shape.DurationText;
import io.holdfast.schema.shape.Shape;
import java.util.Collection;
import java.util.stream.Stream;

/** How mistakes say what was found and what was expected. */
final class Words {
  private Words() {}

  static String found(Node node) {
    return switch (node) {
      case Node.Text(_, var text) -> "is the text " + Quoted.shown(text);
      case Node.Numeral(_, var digits) ->
          "is the number " + (digits.length() > 40 ? digits.substring(0, 40) + "…" : digits);
      case Node.Flag(_, var flag) -> "is " + flag;
      case Node.Nothing _ -> "has no value";
      case Node.Items _ -> "is a list";
      case Node.Entries _ -> "is an object";
    };
  }

  static String expected(Shape shape) {
    return switch (shape) {
      case Shape.Text(var rule) -> rule == null ? "text" : rule.expected();
      case Shape.Whole(var least, var most, _) -> whole(least, most);
      case Shape.Flag _ -> "true or false";
      case Shape.Choice choice -> oneOf(choice.constants().keySet());
      case Shape.Moment _ -> "a moment such as 2026-01-31T12:00:00Z";
      case Shape.Day _ -> "a day such as 2026-01-31";
      case Shape.Span _ -> DurationText.EXPECTED;
      case Shape.Zone _ -> "a time zone such as Europe/Berlin or UTC";
      case Shape.Parsed parsed -> parsed.expected();
      case Shape.ListOf(_, var least, var most) -> "a list" + members(least, most);
      case Shape.MapOf(_, var least, var most) -> "an object" + members(least, most);
      case Shape.RecordOf record -> "an object with " + names(names(record));
      case Shape.OneOf oneOf ->
          "an object with exactly one of "
              + names(oneOf.cases().stream().map(Shape.Case::name).toList());
    };
  }

  private static String whole(long least, long most) {
    if (most == Integer.MAX_VALUE || most == Long.MAX_VALUE) {
      return least == Integer.MIN_VALUE || least == Long.MIN_VALUE
          ? "a whole number"
          : "a whole number from " + least;
    }
    return "a whole number from %d to %d".formatted(least, most);
  }

  private static String members(int least, int most) {
    if (least == 0 && most == Integer.MAX_VALUE) {
      return "";
    }
    return most == Integer.MAX_VALUE
        ? " with at least %d".formatted(least)
        : " with %d to %d".formatted(least, most);
  }

  static Collection<String> names(Shape.RecordOf record) {
    return Stream.concat(
            record.fixed().keySet().stream(), record.fields().stream().map(Shape.Field::name))
        .toList();
  }

  static String oneOf(Collection<String> names) {
    return names.size() == 1 ? names(names) : "one of " + names(names);
  }

  private static String names(Collection<String> names) {
    return names.isEmpty() ? "no fields" : String.join(", ", names);
  }
}
