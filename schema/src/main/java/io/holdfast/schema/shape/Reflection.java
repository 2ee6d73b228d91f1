package io.holdfast.schema.shape;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Members of types, opened: a record of a document need not be public. */
final class Reflection {
  private Reflection() {}

  static Constructor<?> constructor(Class<?> type) {
    var parameters =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      var constructor = type.getDeclaredConstructor(parameters);
      constructor.setAccessible(true);
      return constructor;
    } catch (NoSuchMethodException impossible) { // every record has its canonical constructor
      throw new IllegalStateException(impossible);
    }
  }

  static Method accessor(RecordComponent component) {
    var accessor = component.getAccessor();
    accessor.setAccessible(true);
    return accessor;
  }

  static Method parse(Class<?> type) {
    try {
      var parse = type.getDeclaredMethod("parse", String.class);
      if (Modifier.isStatic(parse.getModifiers()) && parse.getReturnType() == type) {
        parse.setAccessible(true);
        return parse;
      }
    } catch (NoSuchMethodException absent) {
      throw noParse(type, absent);
    }
    throw noParse(type, null);
  }

  private static IllegalArgumentException noParse(Class<?> type, @Nullable Exception cause) {
    return new IllegalArgumentException(
        "%s is @AsText: expected a static %s parse(String)"
            .formatted(type.getName(), type.getSimpleName()),
        cause);
  }

  static Enum<?> constant(Class<?> type, String name) {
    return Arrays.stream(type.getEnumConstants())
        .map(constant -> (Enum<?>) constant)
        .filter(constant -> constant.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
