package io.holdfast.protection.restore;

import io.holdfast.protection.plan.Planning;
import io.holdfast.protection.plan.Refusal;
import io.holdfast.protection.point.Consistency;
import io.holdfast.protection.point.Manifest;
import io.holdfast.protection.point.VolumeOutcome;
import io.holdfast.protection.point.VolumeOutcome.Captured;
import io.holdfast.protection.restore.RestorePlan.Step;
import io.holdfast.protection.restore.RestoreRequest.Mode;
import io.holdfast.protection.restore.RestoreRequest.Volume;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Plans one restore; to be used once. */
public final class RestorePlanner {
  /** More are counted. */
  private static final int MOST_USERS = 3;

  private final RestoreRequest request;
  private final Map<String, Place> places;
  private final List<Refusal> refusals = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private final List<Step> fills = new ArrayList<>();
  private final List<Step> swaps = new ArrayList<>();
  private final Map<String, Long> needed = new HashMap<>();

  private RestorePlanner(RestoreRequest request, Map<String, Place> places) {
    this.request = request;
    this.places = places;
  }

  /** The directories that a platform has to observe before it can plan. */
  public static List<String> touched(RestoreRequest request) {
    return request.volumes().stream()
        .flatMap(volume ->
            switch (request.mode()) {
              case ASIDE, SWAP -> List.of(volume.live(), directory(request, volume)).stream();
              case IN_PLACE -> List.of(volume.live()).stream();
            })
        .distinct()
        .toList();
  }

  /** The directories in whose place, or into which, something would be put. */
  public static List<String> written(RestoreRequest request) {
    return request.mode() == Mode.ASIDE
        ? request.volumes().stream().map(volume -> directory(request, volume)).toList()
        : touched(request);
  }

  /** The volumes' directories of which nobody may have anything open. */
  public static Set<String> replaced(RestoreRequest request) {
    return request.mode() == Mode.ASIDE || !request.include().isEmpty()
        ? Set.of()
        : request.volumes().stream().map(Volume::live).collect(Collectors.toSet());
  }

  /** Where a volume is restored to. */
  private static String directory(RestoreRequest request, Volume volume) {
    return switch (request.mode()) {
      // Beside the live one, so that it is on the same file system and can be exchanged.
      case ASIDE, SWAP ->
          volume
              .wantedTarget()
              .orElseGet(() -> RestorePlan.directory(request.run(), volume.live()));
      case IN_PLACE -> volume.live();
    };
  }

  /**
   * Plans.
   *
   * @param places what was observed of every path of {@link #touched}
   */
  public static Planning<RestorePlan> plan(RestoreRequest request, Map<String, Place> places) {
    return new RestorePlanner(request, places).plan();
  }

  private Planning<RestorePlan> plan() {
    Manifest manifest = request.manifest();
    if (request.volumes().isEmpty()) {
      refuse("restore", "it names no volume of the point", "name at least one");
    }
    if (request.mode() == Mode.SWAP && !isWhole()) {
      refuse(
          "swap",
          "only a part of each volume is wanted, and the rest would be missing from what is swapped"
              + " in",
          "restore aside, or in place");
    }
    for (Volume volume : request.volumes()) {
      captured(volume).ifPresent(found -> plan(volume, found));
    }
    needed.forEach(this::requireRoom);
    requireNothingTwice();
    if (manifest.consistency() != Consistency.ATOMIC) {
      warnings.add(consistency(manifest));
    }
    warnings.addAll(manifest.surroundings().warnings());
    if (!isWhole() && !request.probes().isEmpty()) {
      warnings.add(RestorePlan.UNPROBED);
    }
    if (request.mode() != Mode.ASIDE) {
      warnings.add(
          "what was written after %s is not in this point".formatted(manifest.cut().start()));
    }
    return Planning.of(
        refusals,
        () ->
            new RestorePlan(
                request.run(), manifest.point(), steps(), warnings, manifest.isComplete()));
  }

  private boolean isWhole() {
    return request.include().isEmpty();
  }

  private static String consistency(Manifest manifest) {
    return manifest.consistency() == Consistency.LIVE
        ? "the point was read while the application ran: it is whole only as far as hooks made it"
        : "the point's volumes are not of the same instant";
  }

  private Optional<Captured> captured(Volume volume) {
    Optional<VolumeOutcome> outcome = request.manifest().of(volume.name());
    if (outcome.isEmpty()) {
      refuse(
          "volume " + volume.name(),
          "it is not in %s".formatted(request.manifest().point()),
          "choose another point, or leave the volume out");
      return Optional.empty();
    }
    return switch (outcome.get()) {
      case Captured captured -> {
        if (!captured.completeness().isComplete()) {
          risk(
              "volume " + volume.name(),
              "%d of its entries are missing from the point, or not as they were"
                  .formatted(captured.completeness().failed()),
              "choose a complete point");
        }
        yield Optional.of(captured);
      }
      case VolumeOutcome.Excluded(var _, String reason) -> {
        refuse(
            "volume " + volume.name(),
            "it was left out of the point on purpose: " + reason,
            "choose another point, or leave the volume out");
        yield Optional.empty();
      }
      case VolumeOutcome.Failed(var _, String reason) -> {
        refuse(
            "volume " + volume.name(),
            "its backup failed: " + reason,
            "choose another point, or leave the volume out");
        yield Optional.empty();
      }
    };
  }

  private void plan(Volume volume, Captured captured) {
    String directory = directory(request, volume);
    Place target = place(directory);
    if (replaced(request).contains(volume.live())) {
      requireUnused(place(volume.live()));
    }
    switch (request.mode()) {
      case ASIDE -> requireRoomFor(volume, target);
      case SWAP -> {
        requireRoomFor(volume, target);
        planSwap(volume, target);
      }
      case IN_PLACE -> {
        requireDirectory(volume, target);
        requireNoTarget(volume);
      }
    }
    needed.merge(target.fileSystem(), captured.content().bytes(), Long::sum);
    fills.add(
        new Step.Fill(
            volume.name(), directory, request.include(), request.mode() == Mode.IN_PLACE));
  }

  /** A program that runs on goes on with what is taken out, or with half of each. */
  private void requireUnused(Place live) {
    if (!live.users().isEmpty()) {
      risk(
          "directory " + live.path(),
          "%d processes have files of it open, such as %s, and would go on with what was there"
              .formatted(
                  live.users().size(),
                  String.join(
                      ", ", live.users().subList(0, Math.min(MOST_USERS, live.users().size())))),
          "stop them first");
    }
  }

  private void requireRoomFor(Volume volume, Place target) {
    switch (target.state()) {
      case Place.State.Absent(@Nullable String missing) -> {
        // Where the application has a volume, a machine that is new may have nothing yet.
        if (missing != null && volume.wantedTarget().isPresent()) {
          refuse(
              "volume " + volume.name(),
              "%s is to be made, and %s above it is not there".formatted(target.path(), missing),
              "correct the directory, or make %s first".formatted(missing));
        }
      }
      case Place.State.Empty _ -> {}
      case Place.State.Filled _ ->
          refuse(
              "volume " + volume.name(),
              "%s is not empty, and what is there is not touched".formatted(target.path()),
              "name another directory, or remove what is there");
      case Place.State.Odd(String kind) -> refuseOdd(volume, target, kind);
    }
  }

  private void requireDirectory(Volume volume, Place target) {
    switch (target.state()) {
      case Place.State.Absent _, Place.State.Empty _, Place.State.Filled _ -> {}
      case Place.State.Odd(String kind) -> refuseOdd(volume, target, kind);
    }
  }

  /** Whoever names a directory does not expect that his volume is overwritten. */
  private void requireNoTarget(Volume volume) {
    volume
        .wantedTarget()
        .filter(target -> !target.equals(volume.live()))
        .ifPresent(target ->
            refuse(
                "volume " + volume.name(),
                "in place is %s, and %s was named".formatted(volume.live(), target),
                "leave the directory out, or restore aside"));
  }

  private void refuseOdd(Volume volume, Place target, String kind) {
    refuse(
        "volume " + volume.name(),
        "%s is %s, not a directory".formatted(target.path(), kind),
        "name another directory");
  }

  private void planSwap(Volume volume, Place target) {
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
      refuse(
          "volume " + volume.name(),
          "something is mounted at %s or below it, which so cannot be exchanged"
              .formatted(live.path()),
          "restore aside and mount the result there, or restore in place");
    } else if (!live.fileSystem().equals(target.fileSystem())) {
      refuse(
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
        refuse(
            "target " + target.path(),
            "it is %s %s, which is to be exchanged"
                .formatted(itsPlace ? "the volume" : "inside of", exchanged.path()),
            "leave the target out, so that it lies beside the volume");
      }
    }
    swaps.add(new Step.Swap(volume.name(), target.path(), live.path()));
  }

  private void requireRoom(String fileSystem, long bytes) {
    long free =
        places.values().stream()
            .filter(place -> place.fileSystem().equals(fileSystem))
            .mapToLong(Place::free)
            .min()
            .orElse(Long.MAX_VALUE);
    // Onto what is there, most of it may be there already.
    if (bytes > free && request.mode() != Mode.IN_PLACE && isWhole()) {
      refuse(
          "file system " + fileSystem,
          "the restore needs %d bytes, and %d are free".formatted(bytes, free),
          "make room, or name a target elsewhere");
    }
  }

  private void requireNothingTwice() {
    // By whatever name: two links to one directory are one.
    List<Place> targets =
        request.volumes().stream().map(volume -> place(directory(request, volume))).toList();
    for (int i = 0; i < targets.size(); i++) {
      for (int j = 0; j < targets.size(); j++) {
        Place one = targets.get(i);
        Place other = targets.get(j);
        boolean same = i < j && other.real().equals(one.real());
        boolean inside = i != j && other.real().startsWith(one.real() + "/");
        if (same || inside) {
          refuse(
              "target " + other.path(),
              "another volume goes to %s".formatted(one.path()),
              "give each volume a directory of its own");
        }
      }
    }
  }

  private void risk(String what, String reason, String remedy) {
    if (request.acceptedRisk() == null) {
      refuse(what, reason, remedy + ", or accept it with --accept-risk and the reason");
    } else {
      warnings.add("%s: %s (accepted: %s)".formatted(what, reason, request.acceptedRisk()));
    }
  }

  private void refuse(String what, String reason, String remedy) {
    refusals.add(new Refusal(what, reason, remedy));
  }

  private Place place(String path) {
    return Objects.requireNonNull(places.get(path), path);
  }

  /** Nothing live is touched before all of it is there and has been looked at. */
  private List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    boolean overwrites =
        request.mode() == Mode.IN_PLACE
            && request.volumes().stream()
                .anyMatch(volume -> place(volume.live()).state() instanceof Place.State.Filled);
    if (overwrites) {
      steps.add(new Step.Secure(request.acceptedRisk() == null));
    }
    steps.addAll(fills);
    if (isWhole()) {
      request.probes().forEach(probe -> steps.add(new Step.Probe(probe)));
    }
    steps.addAll(swaps);
    return steps;
  }
}
