package io.holdfast.api.platform;

import io.holdfast.schema.annotation.Default;
import io.holdfast.schema.annotation.Doc;
import io.holdfast.schema.shape.ComponentException;
import java.time.Duration;

/** How a run is that somebody asked for, once it has ended or the patience has. */
public record AwaitRequest(
    @Doc("What the request was answered with.") String request,
    @Doc("How long to wait for its end.") @Default("0s") Duration patience) {
  /** Longer than this no connection is held. */
  public static final Duration LONGEST = Duration.ofSeconds(60);

  public AwaitRequest {
    if (patience.isNegative() || patience.compareTo(LONGEST) > 0) {
      throw new ComponentException("patience", "is " + patience, "between 0s and 60s");
    }
  }
}
