package io.holdfast.vault.point;

import io.holdfast.protection.name.PointId;
import java.io.IOException;

/** The repository has no such restore point. */
public final class NoSuchPointException extends IOException {
  private static final long serialVersionUID = 1L;

  NoSuchPointException(PointId point) {
    super(
        "there is no restore point %s in the repository: 'holdfast catalog verify' tells which of those in 'holdfast point list' are gone, and each other one is had by its id"
            .formatted(point));
  }
}
