package io.holdfast.api.platform;

import io.holdfast.schema.annotation.Doc;
import java.util.List;

/** The holds of an application. */
public record HoldList(@Doc("By restore point, the oldest first.") List<HoldView> holds) {
  public HoldList {
    holds = List.copyOf(holds);
  }
}
