package io.holdfast.api.value;

import io.holdfast.schema.annotation.Doc;
import io.holdfast.schema.annotation.Pattern;
import io.holdfast.schema.annotation.Range;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What every kind has: its name, and what people and programs note about it. */
@Doc("What the object is called, and notes about it.")
public record Metadata(
    @Doc("Its name, unique among the objects of its kind.")
        @Pattern(value = Texts.NAME, expected = Texts.A_NAME)
        String name,
    @Doc("Words to select objects by.") Map<String, String> labels,
    @Doc("Notes that nothing is selected by.") Map<String, String> annotations,
    @Doc("Counted up by the platform whenever the spec changes; not written by people.")
        @Range(least = 0)
        @Nullable Long generation) {
  public Metadata {
    labels = Map.copyOf(labels);
    annotations = Map.copyOf(annotations);
  }

  /** Nothing but a name. */
  public static Metadata of(String name) {
    return new Metadata(name, Map.of(), Map.of(), null);
  }
}
