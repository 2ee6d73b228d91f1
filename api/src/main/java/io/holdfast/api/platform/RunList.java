package io.holdfast.api.platform;

import io.holdfast.schema.annotation.Doc;
import java.util.List;

/** Runs. */
public record RunList(@Doc("The newest first.") List<RunView> runs) {
  public RunList {
    runs = List.copyOf(runs);
  }
}
