package io.holdfast.api.kind;

import io.holdfast.api.restore.RestoreSpec;
import io.holdfast.api.restore.RestoreStatus;
import io.holdfast.api.value.Metadata;
import io.holdfast.schema.annotation.Doc;
import io.holdfast.schema.annotation.Fixed;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A wish that a restore point comes back. */
@Doc("A wish that a restore point comes back.")
@Fixed(name = "apiVersion", value = Kind.API_VERSION)
@Fixed(name = "kind", value = "Restore")
@Resource(
    plural = "restores",
    shortName = "hfres",
    columns = {
      @Resource.Column(name = "Application", path = ".spec.applicationRef.name"),
      @Resource.Column(name = "Point", path = ".status.point"),
      @Resource.Column(name = "Mode", path = ".spec.mode"),
      @Resource.Column(name = "Phase", path = ".status.phase")
    })
public record Restore(
    Metadata metadata,
    @Doc("What is wanted.") RestoreSpec spec,
    @Doc("What is; written by the platform, not by people.") @Nullable RestoreStatus status)
    implements Kind {

  @Override
  public Restore from(Path directory) {
    return new Restore(metadata, spec.from(directory), status);
  }
}
