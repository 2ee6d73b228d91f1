package io.holdfast.host.run;

import io.holdfast.api.application.Volume;
import io.holdfast.host.process.Command;
import io.holdfast.host.volume.BtrfsSnapshots;
import io.holdfast.host.volume.CommandSnapshots;
import io.holdfast.host.volume.Mount;
import io.holdfast.host.volume.Mounting;
import io.holdfast.host.volume.Place;
import io.holdfast.host.volume.SnapshotPlan;
import io.holdfast.host.volume.Snapshots;
import io.holdfast.host.volume.Survey;
import io.holdfast.protection.backup.Storage;
import io.holdfast.protection.name.VolumeName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks what the volumes of an application lie on. */
final class StorageSurvey {
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private final InstantSource clock;
  private final Mounting mounting;
  private final Map<VolumeName, Storage> storage = new LinkedHashMap<>();
  private final Map<VolumeName, Path> directories = new LinkedHashMap<>();
  private final Map<String, List<Path>> plugins = new LinkedHashMap<>();
  private final Map<String, Unit> units = new LinkedHashMap<>();
  private final List<Place> places = new ArrayList<>();

  private StorageSurvey(InstantSource clock, Mounting mounting) {
    this.clock = clock;
    this.mounting = mounting;
  }

  /**
   * What is frozen at one instant.
   *
   * @param limit of the time for each call
   */
  record Unit(Snapshots snapshots, List<Path> directories, Duration limit) {
    Unit {
      directories = List.copyOf(directories);
    }
  }

  /**
   * What was found.
   *
   * @param directories of the volumes that are there, without symbolic links
   * @param units by the name that {@link Storage.Freezable} gives them
   */
  record Observed(
      Map<VolumeName, Storage> storage,
      Map<VolumeName, Path> directories,
      Map<String, Unit> units) {
    Observed {
      storage = Map.copyOf(storage);
      directories = Map.copyOf(directories);
      units = Map.copyOf(units);
    }

    /** Where a volume is. */
    Path directory(VolumeName volume) throws IOException {
      Path directory = directories.get(volume);
      if (directory == null) {
        throw new IOException("volume %s is not there any more".formatted(volume));
      }
      return directory;
    }
  }

  static Observed of(List<Volume> volumes, Surroundings surroundings) throws IOException {
    InstantSource clock = surroundings.clock();
    StorageSurvey survey = new StorageSurvey(clock, Mounting.now(surroundings.fstab()));
    Survey btrfs = new Survey(survey.mounting.mounted(), LIMIT);
    for (Volume volume : volumes) {
      survey.look(volume, btrfs);
    }
    for (SnapshotPlan.Group group : SnapshotPlan.of(survey.places).groups()) {
      survey.units.put(
          group.subvolume().toString(),
          new Unit(new BtrfsSnapshots(group, clock), group.directories(), LIMIT));
    }
    return new Observed(survey.storage, survey.directories, survey.units);
  }

  private void look(Volume volume, Survey btrfs) throws IOException {
    VolumeName name = VolumeName.parse(volume.name());
    Path path = Path.of(volume.path());
    if (!Files.isDirectory(path)) {
      storage.put(
          name,
          new Storage.Missing(
              Files.exists(path)
                  ? "%s is not a directory".formatted(path)
                  : "there is no directory %s".formatted(path)));
      return;
    }
    Path real = path.toRealPath();
    Optional<Path> absent = mounting.absentAround(real);
    if (absent.isPresent()) {
      storage.put(name, new Storage.Missing(Mounting.words(absent.get())));
      return;
    }
    directories.put(name, real);
    storage.put(name, storage(volume, real, btrfs));
  }

  private Storage storage(Volume volume, Path real, Survey btrfs) {
    if (volume.method() == Volume.Method.LIVE) {
      return new Storage.Plain("a live copy was asked for");
    }
    Volume.SnapshotPlugin plugin = volume.snapshot();
    if (plugin != null) {
      return plugin(plugin, real, btrfs);
    }
    Place place;
    try {
      place = btrfs.of(real);
    } catch (IOException unknown) {
      // The other way is still open, and the plan says why it is taken.
      return new Storage.Plain(String.valueOf(unknown.getMessage()));
    }
    SnapshotPlan alone = SnapshotPlan.of(List.of(place));
    if (!alone.refusals().isEmpty()) {
      return new Storage.Plain(alone.refusals().getFirst().words());
    }
    places.add(place);
    return new Storage.Freezable(alone.groups().getFirst().subvolume().toString());
  }

  /** What looks like a directory of the volume, and is on no snapshot of what it is on. */
  private List<Path> inside(Path real, Survey btrfs) {
    List<Path> inside =
        new ArrayList<>(mounting.mounted().below(real).stream().map(Mount::point).toList());
    try {
      inside.addAll(btrfs.of(real).nested());
    } catch (IOException unknown) {
      // No btrfs, or nobody who may look: the command's own author knows what it freezes.
    }
    return inside;
  }

  private Storage plugin(Volume.SnapshotPlugin plugin, Path real, Survey btrfs) {
    List<Path> inside = inside(real, btrfs);
    if (!inside.isEmpty()) {
      return new Storage.Plain(
          "%s is a mount or a subvolume inside of it, which the copy of the snapshot command would not have"
              .formatted(inside.getFirst()));
    }
    Command command = Command.of(plugin.command().toArray(String[]::new));
    List<Path> together = plugins.computeIfAbsent(command.toString(), _ -> new ArrayList<>());
    together.add(real);
    units.put(
        command.toString(),
        new Unit(new CommandSnapshots(command, clock), together, plugin.timeout()));
    return new Storage.Freezable(command.toString());
  }
}
