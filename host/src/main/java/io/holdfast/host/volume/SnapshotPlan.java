package io.holdfast.host.volume;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Which volume snapshots freeze a set of volumes, and what forbids it.
 *
 * @param groups what one btrfs snapshot each freezes
 * @param refusals why volumes cannot be frozen so; nothing is done while there is one
 */
public record SnapshotPlan(List<Group> groups, List<Refusal> refusals) {
  public SnapshotPlan {
    groups = List.copyOf(groups);
    refusals = List.copyOf(refusals);
  }

  /**
   * Volumes that one snapshot freezes.
   *
   * @param subvolume what is frozen
   * @param shelf where snapshots of this file system are kept while they are read
   */
  public record Group(Path subvolume, Path shelf, List<Path> directories) {
    public Group {
      directories = List.copyOf(directories);
    }
  }

  /** Why a directory cannot be frozen by btrfs; {@link #words()} is a sentence for a person. */
  public sealed interface Refusal {
    Path directory();

    /** The reason, and what to do. */
    default String words() {
      return switch (this) {
        case OtherFileSystem(var at, var type) ->
            ("'%s' is on %s, which Holdfast cannot freeze by itself: name a snapshot command for"
                    + " it, or use the live method")
                .formatted(at, type);
        case RootNotSeen(var at) ->
            ("'%s' is seen through a bind mount that does not show its subvolume's root: name the"
                    + " volume by its path on the file system itself")
                .formatted(at);
        case ReadOnly(var at, var point) ->
            "'%s' is mounted read-only at '%s', where no snapshot can be kept: use the live method"
                .formatted(at, point);
        case Holds(var at, var kind, var paths) ->
            ("a snapshot of '%s' would show nothing of %s below it: %s; make each a volume of its"
                    + " own, outside of this one, or use the live method")
                .formatted(
                    at, kind, String.join(", ", paths.stream().map(Path::toString).toList()));
      };
    }

    /** It is on a file system that has no snapshots, or none that we can make. */
    record OtherFileSystem(Path directory, String type) implements Refusal {}

    /** Its subvolume's root lies outside of what is mounted. */
    record RootNotSeen(Path directory) implements Refusal {}

    /** Nothing can be written to its file system. */
    record ReadOnly(Path directory, Path point) implements Refusal {}

    /**
     * Parts of it would be empty directories in the snapshot.
     *
     * @param kind what they are: mounts, or subvolumes
     */
    record Holds(Path directory, String kind, List<Path> paths) implements Refusal {
      public Holds {
        paths = List.copyOf(paths);
      }
    }
  }

  /** Plans for places; the order of volumes is kept. */
  public static SnapshotPlan of(List<Place> places) {
    var refusals = new ArrayList<Refusal>();
    var directories = new LinkedHashMap<Path, List<Path>>();
    var shelves = new LinkedHashMap<Path, Path>();
    for (var place : places) {
      var found = refusals(place);
      refusals.addAll(found);
      if (found.isEmpty()) {
        var subvolume = place.subvolume().orElseThrow();
        directories.computeIfAbsent(subvolume, _ -> new ArrayList<>()).add(place.directory());
        shelves.putIfAbsent(subvolume, place.mount().point().resolve(BtrfsSnapshots.SHELF));
      }
    }
    var groups =
        directories.entrySet().stream()
            .map(group ->
                new Group(
                    group.getKey(),
                    shelves.getOrDefault(group.getKey(), group.getKey()),
                    group.getValue()))
            .toList();
    return new SnapshotPlan(groups, refusals);
  }

  private static List<Refusal> refusals(Place place) {
    var at = place.directory();
    var mount = place.mount();
    if (!mount.type().equals("btrfs")) {
      return List.of(new Refusal.OtherFileSystem(at, mount.type()));
    }
    if (place.subvolume().isEmpty()) {
      return List.of(new Refusal.RootNotSeen(at));
    }
    var found = new ArrayList<Refusal>();
    if (mount.isReadOnly()) {
      found.add(new Refusal.ReadOnly(at, mount.point()));
    }
    if (!place.nested().isEmpty()) {
      found.add(new Refusal.Holds(at, "the subvolumes", place.nested()));
    }
    if (!place.below().isEmpty()) {
      found.add(new Refusal.Holds(at, "what is mounted", place.below()));
    }
    return found;
  }

  /** Whether all volumes are frozen in one moment. */
  public boolean isOneCut() {
    return refusals.isEmpty() && groups.size() == 1;
  }

  /** The plan for a person, one line for each snapshot and each refusal. */
  public List<String> lines() {
    var lines = new ArrayList<String>();
    for (var group : groups) {
      lines.add(
          "btrfs subvolume snapshot -r %s %s/… (freezes %s)"
              .formatted(
                  group.subvolume(),
                  group.shelf(),
                  String.join(", ", group.directories().stream().map(Path::toString).toList())));
    }
    if (groups.size() > 1) {
      lines.add(
          "not one cut: %d subvolumes are frozen one after the other".formatted(groups.size()));
    }
    refusals.forEach(refusal -> lines.add("refused: " + refusal.words()));
    return lines;
  }
}
