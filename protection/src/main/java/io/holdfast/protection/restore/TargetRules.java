package io.holdfast.protection.restore;

import io.holdfast.protection.restore.RestorePlan.Step;
import io.holdfast.protection.restore.RestoreRequest.Mode;
import io.holdfast.protection.restore.RestoreRequest.Volume;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What must hold of the directories that a restore writes into, or exchanges. */
final class TargetRules {
  /** More are counted. */
  private static final int MOST_USERS = 3;

  private final RestoreRequest request;
  private final Map<String, Place> places;
  private final Objections objections;

  /**
   * @param places what was observed
   * @param objections gets what does not hold
   */
  TargetRules(RestoreRequest request, Map<String, Place> places, Objections objections) {
    this.request = request;
    this.places = places;
    this.objections = objections;
  }

  /** A database replays what it finds of its log, and so undoes what was restored. */
  void lookOver(Volume volume, Place target) {
    if (!request.isWhole()) {
      if (volume.belongsTogether()) {
        objections.risk(
            "volume " + volume.name(),
            "it has one database's files, which belong together, and only some are wanted",
            "restore them aside, or the whole volume");
      }
    } else if (target.state() instanceof Place.State.Filled) {
      objections
          .warnings()
          .add(
              volume.belongsTogether()
                  ? "what is in %s and not in the point is removed: the files of a database belong together"
                      .formatted(target.path())
                  : "what is in %s and not in the point stays there".formatted(target.path()));
    }
  }

  /** A program that runs on goes on with what is taken out, or with half of each. */
  void requireUnused(Place live) {
    if (!live.users().isEmpty()) {
      objections.risk(
          "directory " + live.path(),
          "%d processes use it, such as %s, and would go on with what was there"
              .formatted(
                  live.users().size(),
                  String.join(
                      ", ", live.users().subList(0, Math.min(MOST_USERS, live.users().size())))),
          "stop them first");
    }
  }

  void requireRoomFor(Volume volume, Place target) {
    switch (target.state()) {
      case Place.State.Absent(@Nullable String missing) -> {
        // Where the application has a volume, a machine that is new may have nothing yet.
        if (missing != null && volume.wantedTarget().isPresent()) {
          objections.refuse(
              "volume " + volume.name(),
              "%s is to be made, and %s above it is not there".formatted(target.path(), missing),
              "correct the directory, or make %s first".formatted(missing));
        }
      }
      case Place.State.Empty _ -> {}
      case Place.State.Filled _ ->
          objections.refuse(
              "volume " + volume.name(),
              "%s is not empty, and what is there is not touched".formatted(target.path()),
              "name another directory, or remove what is there");
      case Place.State.Odd(String kind) -> refuseOdd(volume, target, kind);
    }
  }

  void requireDirectory(Volume volume, Place target) {
    switch (target.state()) {
      case Place.State.Absent _, Place.State.Empty _, Place.State.Filled _ -> {}
      case Place.State.Odd(String kind) -> refuseOdd(volume, target, kind);
    }
  }

  /** Whoever names a directory does not expect that his volume is overwritten. */
  void requireNoTarget(Volume volume) {
    volume
        .wantedTarget()
        .filter(target -> !target.equals(volume.live()))
        .ifPresent(target ->
            objections.refuse(
                "volume " + volume.name(),
                "in place is %s, and %s was named".formatted(volume.live(), target),
                "leave the directory out, or restore aside"));
  }

  private void refuseOdd(Volume volume, Place target, String kind) {
    objections.refuse(
        "volume " + volume.name(),
        "%s is %s, not a directory".formatted(target.path(), kind),
        "name another directory");
  }

  Step.Swap swap(Volume volume, Place target) {
    Place live = place(volume.live());
    boolean mounted =
        switch (live.state()) {
          case Place.State.Absent _ -> false;
          case Place.State.Empty(boolean mountPoint) -> mountPoint;
          case Place.State.Filled(boolean mountPoint) -> mountPoint;
          case Place.State.Odd(String kind) -> {
            refuseOdd(volume, live, kind);
            yield false;
          }
        };
    if (mounted) {
      objections.refuse(
          "volume " + volume.name(),
          "something is mounted at %s or below it, or it is mounted elsewhere, too, so it cannot be exchanged"
              .formatted(live.path()),
          "restore aside and mount the result there, or restore in place");
    } else if (!live.fileSystem().equals(target.fileSystem())) {
      objections.refuse(
          "volume " + volume.name(),
          "%s and %s are on different file systems, so the exchange would be a copy"
              .formatted(target.path(), live.path()),
          "leave the target out, so that it lies beside the volume");
    }
    for (Volume other : request.volumes()) {
      Place exchanged = place(other.live());
      boolean itsPlace =
          !other.name().equals(volume.name()) && target.real().equals(exchanged.real());
      if (itsPlace || target.real().startsWith(exchanged.real() + "/")) {
        objections.refuse(
            "target " + target.path(),
            "it is %s %s, which is to be exchanged"
                .formatted(itsPlace ? "the volume" : "inside of", exchanged.path()),
            "leave the target out, so that it lies beside the volume");
      }
    }
    return new Step.Swap(volume.name(), target.path(), live.path());
  }

  void requireRoom(String fileSystem, long bytes) {
    long free =
        places.values().stream()
            .filter(place -> place.fileSystem().equals(fileSystem))
            .mapToLong(Place::free)
            .min()
            .orElse(Long.MAX_VALUE);
    // Onto what is there, most of it may be there already.
    if (bytes > free && request.mode() != Mode.IN_PLACE && request.isWhole()) {
      objections.refuse(
          "file system " + fileSystem,
          "the restore needs %d bytes, and %d are free".formatted(bytes, free),
          "make room, or name a target elsewhere");
    }
  }

  void requireNothingTwice() {
    // By whatever name: two links to one directory are one.
    List<Place> targets =
        request.volumes().stream()
            .map(volume -> place(RestorePlanner.directory(request, volume)))
            .toList();
    for (int i = 0; i < targets.size(); i++) {
      for (int j = 0; j < targets.size(); j++) {
        Place one = targets.get(i);
        Place other = targets.get(j);
        boolean same = i < j && other.real().equals(one.real());
        boolean inside = i != j && other.real().startsWith(one.real() + "/");
        if (same || inside) {
          objections.refuse(
              "target " + other.path(),
              "another volume goes to %s".formatted(one.path()),
              "give each volume a directory of its own");
        }
      }
    }
  }

  private Place place(String path) {
    return Objects.requireNonNull(places.get(path), path);
  }
}
