package io.holdfast.api.platform;

import io.holdfast.schema.annotation.Doc;
import java.util.List;

/** What a retention run would do. */
public record RetentionPlanView(
    @Doc("The application.") String application,
    @Doc("Restore points that stay, the newest first.") List<Decision> kept,
    @Doc("Restore points that go, the newest first.") List<Decision> removed,
    @Doc("In their order, in words.") List<String> steps) {
  public RetentionPlanView {
    kept = List.copyOf(kept);
    removed = List.copyOf(removed);
    steps = List.copyOf(steps);
  }

  /** What becomes of a point. */
  public record Decision(
      @Doc("The restore point.") String point, @Doc("Every reason.") List<String> reasons) {
    public Decision {
      reasons = List.copyOf(reasons);
    }
  }
}
