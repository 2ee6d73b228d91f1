package io.holdfast.schema.shape;

import io.holdfast.schema.annotation.Doc;
import io.holdfast.schema.annotation.Name;
import io.holdfast.schema.annotation.Pattern;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.RecordComponent;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What Java's names are in documents, and what annotations say about texts. */
final class Names {
  private Names() {}

  static String of(RecordComponent component) {
    return given(component, component.getName());
  }

  /** {@code PostgresDump} is {@code postgresDump}. */
  static String ofCase(Class<?> type) {
    var name = type.getSimpleName();
    return given(type, name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1));
  }

  /** {@code KEEP_LAST} is {@code KeepLast}. */
  static Map<String, Shape.Constant> constants(Class<?> type) {
    var constants = new LinkedHashMap<String, Shape.Constant>();
    for (var field : type.getFields()) {
      if (field.isEnumConstant()) {
        var doc = field.getAnnotation(Doc.class);
        constants.put(
            given(field, upperCamel(field.getName())),
            new Shape.Constant(
                Reflection.constant(type, field.getName()), doc == null ? "" : doc.value()));
      }
    }
    return Collections.unmodifiableMap(constants);
  }

  static Shape.@Nullable TextRule rule(AnnotatedElement element) {
    var pattern = element.getAnnotation(Pattern.class);
    return pattern == null
        ? null
        : new Shape.TextRule(java.util.regex.Pattern.compile(pattern.value()), pattern.expected());
  }

  private static String given(AnnotatedElement element, String otherwise) {
    var name = element.getAnnotation(Name.class);
    return name == null ? otherwise : name.value();
  }

  private static String upperCamel(String constant) {
    var name = new StringBuilder();
    for (var word : constant.split("_", -1)) {
      if (!word.isEmpty()) {
        name.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
      }
    }
    return name.toString();
  }
}
