package io.holdfast.api.restore;

import io.holdfast.api.value.Places;
import io.holdfast.api.value.Reference;
import io.holdfast.api.value.Texts;
import io.holdfast.schema.annotation.Default;
import io.holdfast.schema.annotation.Doc;
import io.holdfast.schema.annotation.Pattern;
import io.holdfast.schema.annotation.Rule;
import io.holdfast.schema.annotation.Size;
import io.holdfast.schema.document.Quoted;
import io.holdfast.schema.shape.ComponentException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which restore point comes back, and where to. */
@Doc("Which restore point comes back, and where to.")
@Rule(
    value = "self.mode != 'InPlace' || !has(self.volumes) || self.volumes.all(v, !has(v.path))",
    message = "in place has no other path than the volume's own")
public record RestoreSpec(
    @Doc("The Application that is restored.") Reference applicationRef,
    @Doc(
            "The restore point: its id, or newest for the newest complete one that secures no"
                + " restore.")
        @Default("newest")
        @Pattern(value = Texts.POINT, expected = Texts.A_POINT)
        String point,
    @Doc("Where the data goes.") @Default("Aside") Mode mode,
    @Doc("Which volumes, and where to; without any, all.") @Size(most = 200)
        List<VolumeTarget> volumes,
    @Doc("Whether the application's probes must pass; a swap waits for them.") @Default("true")
        boolean probe,
    @Doc("Whether only the plan is wanted.") @Default("false") boolean dryRun,
    @Doc("Why a restore point is taken that the policy would refuse; it is recorded.")
        @Nullable String acceptRisk) {
  public RestoreSpec {
    volumes = List.copyOf(volumes);
    var names = new HashSet<String>();
    for (int i = 0; i < volumes.size(); i++) {
      var target = volumes.get(i);
      if (!names.add(target.name())) {
        throw new ComponentException(
            "volumes[%d].name".formatted(i),
            "is %s again".formatted(Quoted.shown(target.name())),
            "each volume once");
      }
      if (mode == Mode.IN_PLACE && target.path() != null) {
        throw new ComponentException(
            "volumes[%d].path".formatted(i),
            "is given though the mode is InPlace",
            "no path, or the mode Aside or Swap");
      }
    }
    if (acceptRisk != null && acceptRisk.isBlank()) {
      throw new ComponentException(
          "acceptRisk", "is blank", "a reason that a person will understand later");
    }
  }

  /** The same with its paths seen from a directory. */
  public RestoreSpec from(Path directory) {
    return new RestoreSpec(
        applicationRef,
        point,
        mode,
        volumes.stream().map(volume -> volume.from(directory)).toList(),
        probe,
        dryRun,
        acceptRisk);
  }

  /** Where the data goes. */
  public enum Mode {
    @Doc("Into new directories; nothing else changes.")
    ASIDE,
    @Doc(
        "Into new directories, which take the place of the volumes in one step once the probes"
            + " passed; the old ones stay beside them.")
    SWAP,
    @Doc("Over the volumes as they are.")
    IN_PLACE
  }

  /** One volume, and where it goes. */
  @Doc("One volume, and where it goes.")
  public record VolumeTarget(
      @Doc("The volume's name in the application.")
          @Pattern(value = Texts.NAME, expected = Texts.A_NAME)
          String name,
      @Doc("The new directory; by default beside the volume.") @Nullable String path,
      @Doc("Only these paths, from the volume's root; without any, all.") @Size(most = 1000)
          List<String> include) {
    public VolumeTarget {
      include = List.copyOf(include);
      Places.require("path", path);
      for (int i = 0; i < include.size(); i++) {
        Places.require("include[%d]".formatted(i), include.get(i));
      }
    }

    VolumeTarget from(Path directory) {
      return new VolumeTarget(name, Places.fromOrNull(directory, path), include);
    }
  }
}
