package io.holdfast.api.platform;

import io.holdfast.schema.annotation.Doc;
import java.util.List;

/** What a restore would do. */
public record RestorePlanView(
    @Doc("The restore point.") String point,
    @Doc("In their order, in words.") List<String> steps,
    @Doc("What a person should know.") List<String> warnings) {
  public RestorePlanView {
    steps = List.copyOf(steps);
    warnings = List.copyOf(warnings);
  }
}
