package io.holdfast.api.kind;

import io.holdfast.api.application.ApplicationSpec;
import io.holdfast.api.application.ApplicationStatus;
import io.holdfast.api.value.Metadata;
import io.holdfast.schema.annotation.Doc;
import io.holdfast.schema.annotation.Fixed;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What is protected together: its volumes, what makes them consistent, and what proves that a
 * restored copy works.
 */
@Doc(
    "What is protected together: its volumes, what makes them consistent, and what proves that a"
        + " restored copy works.")
@Fixed(name = "apiVersion", value = Kind.API_VERSION)
@Fixed(name = "kind", value = "Application")
@Resource(
    plural = "applications",
    shortName = "hfapp",
    columns = {
      @Resource.Column(name = "Policy", path = ".spec.policyRef.name"),
      @Resource.Column(name = "Phase", path = ".status.phase"),
      @Resource.Column(name = "Newest", type = "date", path = ".status.newestPointAt"),
      @Resource.Column(name = "Next", type = "date", path = ".status.nextRunAt", priority = 1),
      @Resource.Column(name = "Points", type = "integer", path = ".status.points", priority = 1)
    })
public record Application(
    Metadata metadata,
    @Doc("What is wanted.") ApplicationSpec spec,
    @Doc("What is; written by the platform, not by people.") @Nullable ApplicationStatus status)
    implements Kind {

  @Override
  public Application from(Path directory) {
    return new Application(metadata, spec.from(directory), status);
  }
}
