package io.holdfast.schema.shape;

import io.holdfast.schema.annotation.Default;
import io.holdfast.schema.document.Bounds;
import io.holdfast.schema.document.Node;
import io.holdfast.schema.text.YamlReader;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What it means when a component is absent. */
final class Presences {
  private Presences() {}

  static Shape.Presence of(RecordComponent component, Shape shape) {
    var fallback = component.getAnnotation(Default.class);
    if (fallback != null) {
      return new Shape.Presence.Defaulted(node(fallback.value(), shape));
    }
    if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
      return new Shape.Presence.Absent();
    }
    return mayBeEmpty(shape) ? new Shape.Presence.Empty() : new Shape.Presence.Required();
  }

  private static boolean mayBeEmpty(Shape shape) {
    return (shape instanceof Shape.ListOf(_, var least, _) && least == 0)
        || (shape instanceof Shape.MapOf(_, var atLeast, _) && atLeast == 0);
  }

  private static Node node(String value, Shape shape) {
    return switch (shape) {
      case Shape.Text _,
          Shape.Choice _,
          Shape.Moment _,
          Shape.Day _,
          Shape.Span _,
          Shape.Zone _,
          Shape.Parsed _ ->
          Node.text(value);
      case Shape.Whole _,
          Shape.Flag _,
          Shape.ListOf _,
          Shape.MapOf _,
          Shape.RecordOf _,
          Shape.OneOf _ ->
          YamlReader.read("@Default", value.getBytes(StandardCharsets.UTF_8), Bounds.DEFAULT)
              .orThrow()
              .getFirst();
    };
  }
}
