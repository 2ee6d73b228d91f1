package io.holdfast.api.kind;

import io.holdfast.api.point.RestorePointSpec;
import io.holdfast.api.point.RestorePointStatus;
import io.holdfast.api.value.Metadata;
import io.holdfast.schema.annotation.Doc;
import io.holdfast.schema.annotation.Fixed;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One consistent cut of all volumes of an application. A view: removing the object removes no data.
 */
@Doc(
    "One consistent cut of all volumes of an application. A view: removing the object removes no"
        + " data.")
@Fixed(name = "apiVersion", value = Kind.API_VERSION)
@Fixed(name = "kind", value = "RestorePoint")
@Resource(
    plural = "restorepoints",
    shortName = "hfrp",
    columns = {
      @Resource.Column(name = "Application", path = ".spec.applicationRef.name"),
      @Resource.Column(name = "Phase", path = ".status.phase"),
      @Resource.Column(name = "Cut", type = "date", path = ".status.cut.to"),
      @Resource.Column(
          name = "Verified",
          type = "date",
          path = ".status.proof.verifiedAt",
          priority = 1),
      @Resource.Column(
          name = "Rehearsed",
          type = "date",
          path = ".status.proof.rehearsedAt",
          priority = 1)
    })
public record RestorePoint(
    Metadata metadata,
    @Doc("What is wanted.") RestorePointSpec spec,
    @Doc("What is; written by the platform, not by people.") @Nullable RestorePointStatus status)
    implements Kind {

  @Override
  public RestorePoint from(Path directory) {
    return this; // there is no path in it
  }
}
