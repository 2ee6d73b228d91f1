package io.holdfast.api.platform;

import io.holdfast.schema.annotation.Doc;
import java.util.List;

/** Restore points. */
public record PointList(@Doc("The newest first.") List<PointView> points) {
  public PointList {
    points = List.copyOf(points);
  }
}
