package io.holdfast.api.platform;

import io.holdfast.schema.annotation.Default;
import io.holdfast.schema.annotation.Doc;
import java.util.List;

/** A run with what it did. */
public record RunDetail(
    @Doc("The run.") RunView run, @Doc("The steps that ended, in their order.") List<Step> steps) {
  public RunDetail {
    steps = List.copyOf(steps);
  }

  /** A step that ended. */
  public record Step(
      @Doc("What the plan calls it.") String key,
      @Doc("What came of it, as JSON.") String result,
      @Doc("The same for people; may be empty.") @Default("") String words) {}
}
