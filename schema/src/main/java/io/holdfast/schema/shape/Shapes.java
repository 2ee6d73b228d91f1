package io.holdfast.schema.shape;

import io.holdfast.schema.annotation.AsText;
import io.holdfast.schema.annotation.Doc;
import io.holdfast.schema.annotation.Fixed;
import io.holdfast.schema.annotation.Otherwise;
import io.holdfast.schema.annotation.Range;
import io.holdfast.schema.annotation.Rule;
import io.holdfast.schema.annotation.Size;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Derives shapes from records and sealed interfaces of records.
 *
 * <p>A type that cannot be a document is a defect of the program, so it is refused with an
 * exception.
 */
public final class Shapes {
  private static final ClassValue<Shape> DERIVED =
      new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
          return new Shapes().compound(type);
        }
      };

  /** The types on the way here, to refuse one that holds itself. */
  private final Deque<Class<?>> outer = new ArrayDeque<>();

  private Shapes() {}

  /**
   * The shape of a record or a sealed interface of records.
   *
   * @throws IllegalArgumentException when the type cannot be a document
   */
  public static Shape of(Class<?> type) {
    return DERIVED.get(type);
  }

  private Shape compound(Class<?> type) {
    if (outer.contains(type)) {
      throw cannot(type, "it holds itself, and documents have an end");
    }
    outer.push(type);
    try {
      if (type.isRecord()) {
        return recordOf(type);
      }
      if (type.isSealed() && type.isInterface()) {
        return oneOf(type);
      }
      throw cannot(type, "expected a record or a sealed interface of records");
    } finally {
      outer.pop();
    }
  }

  private Shape.RecordOf recordOf(Class<?> type) {
    var fields = new ArrayList<Shape.Field>();
    for (var component : type.getRecordComponents()) {
      var shape = component(component);
      fields.add(
          new Shape.Field(
              Names.of(component),
              doc(component),
              Presences.of(component, shape),
              shape,
              Reflection.accessor(component)));
    }
    var fixed = new LinkedHashMap<String, String>();
    for (var field : type.getAnnotationsByType(Fixed.class)) {
      fixed.put(field.name(), field.value());
    }
    var rules = new LinkedHashMap<String, String>();
    for (var rule : type.getAnnotationsByType(Rule.class)) {
      rules.put(rule.value(), rule.message());
    }
    return new Shape.RecordOf(
        type,
        doc(type),
        Collections.unmodifiableMap(fixed),
        List.copyOf(fields),
        Collections.unmodifiableMap(rules),
        Reflection.constructor(type));
  }

  private Shape.OneOf oneOf(Class<?> type) {
    var cases = new ArrayList<Shape.Case>();
    Optional<Shape.RecordOf> otherwise = Optional.empty();
    for (var permitted : leaves(type)) {
      if (!(compound(permitted) instanceof Shape.RecordOf shape)) {
        throw cannot(permitted, "expected a record as case of " + type.getName());
      }
      if (permitted.isAnnotationPresent(Otherwise.class)) {
        otherwise = Optional.of(shape);
      } else {
        cases.add(new Shape.Case(Names.ofCase(permitted), shape));
      }
    }
    return new Shape.OneOf(type, doc(type), List.copyOf(cases), otherwise);
  }

  /** The records below a sealed interface, those of sealed interfaces below it too. */
  private static List<Class<?>> leaves(Class<?> type) {
    return Arrays.stream(type.getPermittedSubclasses())
        .flatMap(permitted ->
            permitted.isInterface() && permitted.isSealed()
                ? leaves(permitted).stream()
                : List.<Class<?>>of(permitted).stream())
        .toList();
  }

  private Shape component(RecordComponent component) {
    try {
      return shape(component.getGenericType(), component);
    } catch (IllegalArgumentException cause) {
      throw new IllegalArgumentException(
          "component %s of %s: %s"
              .formatted(
                  component.getName(),
                  component.getDeclaringRecord().getName(),
                  cause.getMessage()),
          cause);
    }
  }

  private Shape shape(Type type, AnnotatedElement element) {
    return switch (type) {
      case ParameterizedType generic when generic.getRawType() == List.class -> {
        var size = element.getAnnotation(Size.class);
        yield new Shape.ListOf(
            shape(generic.getActualTypeArguments()[0], Plain.class), least(size), most(size));
      }
      case ParameterizedType generic
          when generic.getRawType() == Map.class
              && generic.getActualTypeArguments()[0] == String.class -> {
        var size = element.getAnnotation(Size.class);
        yield new Shape.MapOf(
            shape(generic.getActualTypeArguments()[1], Plain.class), least(size), most(size));
      }
      case Class<?> plain -> plain(plain, element);
      default -> throw new IllegalArgumentException("no document holds a " + type.getTypeName());
    };
  }

  /** The members of lists and maps have no annotations of their own. */
  private static final class Plain {}

  private static int least(@Nullable Size size) {
    return size == null ? 0 : size.least();
  }

  private static int most(@Nullable Size size) {
    return size == null ? Integer.MAX_VALUE : size.most();
  }

  private Shape plain(Class<?> type, AnnotatedElement element) {
    if (type == String.class) {
      return new Shape.Text(Names.rule(element));
    }
    if (type == int.class || type == Integer.class) {
      return whole(element, Integer.MIN_VALUE, Integer.MAX_VALUE, false);
    }
    if (type == long.class || type == Long.class) {
      return whole(element, Long.MIN_VALUE, Long.MAX_VALUE, true);
    }
    if (type == boolean.class || type == Boolean.class) {
      return new Shape.Flag();
    }
    if (type == Instant.class) {
      return new Shape.Moment();
    }
    if (type == Duration.class) {
      return new Shape.Span();
    }
    if (type == LocalDate.class) {
      return new Shape.Day();
    }
    if (type == ZoneId.class) {
      return new Shape.Zone();
    }
    var parsed = type.getAnnotation(AsText.class);
    if (parsed != null) {
      return new Shape.Parsed(
          type, doc(type), parsed.expected(), Names.rule(type), Reflection.parse(type));
    }
    if (type.isEnum()) {
      return new Shape.Choice(type, Names.constants(type));
    }
    return compound(type);
  }

  private static Shape whole(AnnotatedElement element, long least, long most, boolean wide) {
    var range = element.getAnnotation(Range.class);
    return range == null
        ? new Shape.Whole(least, most, wide)
        : new Shape.Whole(Math.max(least, range.least()), Math.min(most, range.most()), wide);
  }

  private static String doc(AnnotatedElement element) {
    var doc = element.getAnnotation(Doc.class);
    return doc == null ? "" : doc.value();
  }

  private static IllegalArgumentException cannot(Class<?> type, String why) {
    return new IllegalArgumentException(
        "%s cannot be a document: %s".formatted(type.getName(), why));
  }
}
