package io.holdfast.schema.bind;

import io.holdfast.schema.document.Node;
import io.holdfast.schema.document.Quoted;
import io.holdfast.schema.shape.DurationText;
import io.holdfast.schema.shape.Shape;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Single values out of nodes. */
final class Scalars {
  private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,19}");

  private Scalars() {}

  sealed interface Outcome {}

  record Value(Object value) implements Outcome {}

  record Wrong(String problem, String expected) implements Outcome {}

  static Outcome read(Node node, Shape shape) {
    return switch (shape) {
      case Shape.Whole whole -> whole(node, whole);
      case Shape.Flag _ when node instanceof Node.Flag(_, var flag) -> new Value(flag);
      case Shape.Text(var rule) when rule != null ->
          text(
              node,
              shape,
              text -> {
                if (!rule.pattern().matcher(text).matches()) {
                  throw new IllegalArgumentException("is " + Quoted.shown(text));
                }
                return text;
              });
      case Shape.Text _ -> text(node, shape, text -> text);
      case Shape.Choice choice -> text(node, shape, text -> constant(choice, text));
      case Shape.Moment _ -> text(node, shape, text -> OffsetDateTime.parse(text).toInstant());
      case Shape.Day _ -> text(node, shape, LocalDate::parse);
      case Shape.Span _ -> text(node, shape, DurationText::parse);
      case Shape.Zone _ -> text(node, shape, Scalars::zone);
      case Shape.Parsed parsed -> text(node, shape, text -> parsed(parsed.parse(), text));
      case Shape.Flag _, Shape.ListOf _, Shape.MapOf _, Shape.RecordOf _, Shape.OneOf _ ->
          new Wrong(Words.found(node), Words.expected(shape));
    };
  }

  private static Outcome whole(Node node, Shape.Whole shape) {
    if (node instanceof Node.Numeral(_, var digits) && WHOLE.matcher(digits).matches()) {
      try {
        var number = Long.parseLong(digits);
        if (number >= shape.least() && number <= shape.most()) {
          return new Value(shape.wide() ? (Object) number : (Object) Math.toIntExact(number));
        }
      } catch (NumberFormatException tooLarge) {
        return new Wrong(Words.found(node), Words.expected(shape));
      }
    }
    return new Wrong(Words.found(node), Words.expected(shape));
  }

  private static Outcome text(Node node, Shape shape, Function<String, Object> meaning) {
    if (!(node instanceof Node.Text(_, var text))) {
      var quotes =
          node instanceof Node.Numeral || node instanceof Node.Flag
              ? ", in quotation marks since it would not be text without them"
              : "";
      return new Wrong(Words.found(node), Words.expected(shape) + quotes);
    }
    try {
      return new Value(meaning.apply(text));
    } catch (DateTimeException malformed) {
      return new Wrong("is " + Quoted.shown(text), Words.expected(shape));
    } catch (IllegalArgumentException malformed) {
      return new Wrong(String.valueOf(malformed.getMessage()), Words.expected(shape));
    }
  }

  private static Object constant(Shape.Choice choice, String text) {
    var constant = choice.constants().get(text);
    if (constant == null) {
      throw new IllegalArgumentException(
          "is " + Quoted.shown(text) + Nearest.question(text, choice.constants().keySet()));
    }
    return constant.value();
  }

  private static ZoneId zone(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException unknown) {
      throw new IllegalArgumentException(
          "is the unknown zone "
              + Quoted.shown(text)
              + Nearest.question(text, ZoneId.getAvailableZoneIds()),
          unknown);
    }
  }

  private static Object parsed(Method parse, String text) {
    try {
      return parse.invoke(null, text);
    } catch (InvocationTargetException thrown) {
      switch (thrown.getCause()) {
        case RuntimeException malformed -> throw malformed;
        case Error defect -> throw defect;
        case null, default -> throw new IllegalStateException(thrown);
      }
    } catch (IllegalAccessException impossible) { // the method is open
      throw new IllegalStateException(impossible);
    }
  }
}
