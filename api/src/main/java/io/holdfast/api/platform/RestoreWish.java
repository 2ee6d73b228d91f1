package io.holdfast.api.platform;

import io.holdfast.api.restore.RestoreSpec.Mode;
import io.holdfast.schema.annotation.Default;
import io.holdfast.schema.annotation.Doc;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is to be restored, and how. */
public record RestoreWish(
    @Doc("The application.") String application,
    @Doc(
            "The restore point: its id, or newest for the newest complete one that secures no"
                + " restore.")
        @Default("newest")
        String point,
    @Doc("What becomes of what is there.") @Default("Aside") Mode mode,
    @Doc("Which volumes, and where to; without any, all.") List<Target> volumes,
    @Doc("Only what is below these paths of each volume; without any, all.") List<String> include,
    @Doc("Whether the application's probes must pass; of a part of a volume they are not asked.")
        @Default("true")
        boolean probe,
    @Doc("Why a point is taken that would be refused; it is recorded.")
        @Nullable String acceptRisk) {
  public RestoreWish {
    volumes = List.copyOf(volumes);
    include = List.copyOf(include);
  }

  /** One volume, and where it goes. */
  public record Target(
      @Doc("The volume's name.") String name,
      @Doc("An absolute path; by default beside the volume.") @Nullable String path) {}
}
