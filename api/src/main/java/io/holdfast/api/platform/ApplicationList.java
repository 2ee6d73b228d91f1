package io.holdfast.api.platform;

import io.holdfast.schema.annotation.Doc;
import java.util.List;

/** Applications. */
public record ApplicationList(@Doc("By name.") List<ApplicationView> applications) {
  public ApplicationList {
    applications = List.copyOf(applications);
  }
}
