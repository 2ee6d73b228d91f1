package io.holdfast.protection.restore;

import io.holdfast.protection.plan.Planning;
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

/** Plans one restore; to be used once. */
public final class RestorePlanner {
  private final RestoreRequest request;
  private final Map<String, Place> places;
  private final Objections objections;
  private final TargetRules rules;
  private final List<Step.Fill> fills = new ArrayList<>();
  private final List<Step> swaps = new ArrayList<>();
  private final Map<String, Long> needed = new HashMap<>();

  private RestorePlanner(RestoreRequest request, Map<String, Place> places) {
    this.request = request;
    this.places = places;
    this.objections = new Objections(request.acceptedRisk());
    this.rules = new TargetRules(request, places, objections);
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
  static String directory(RestoreRequest request, Volume volume) {
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
      objections.refuse("restore", "it names no volume of the point", "name at least one");
    }
    if (request.mode() == Mode.SWAP && !request.isWhole()) {
      objections.refuse(
          "swap",
          "only a part of each volume is wanted, and the rest would be missing from what is swapped"
              + " in",
          "restore aside, or in place");
    }
    for (Volume volume : request.volumes()) {
      captured(volume).ifPresent(found -> plan(volume, found));
    }
    needed.forEach(rules::requireRoom);
    rules.requireNothingTwice();
    if (manifest.consistency() != Consistency.ATOMIC) {
      objections.warnings().add(consistency(manifest));
    }
    objections.warnings().addAll(manifest.surroundings().warnings());
    if (!request.isWhole() && !request.probes().isEmpty()) {
      objections.warnings().add(RestorePlan.UNPROBED);
    }
    if (request.mode() != Mode.ASIDE) {
      objections
          .warnings()
          .add("what was written after %s is not in this point".formatted(manifest.cut().start()));
    }
    return Planning.of(
        objections.refusals(),
        () ->
            new RestorePlan(
                request.run(),
                manifest.point(),
                steps(),
                objections.warnings(),
                manifest.isComplete()));
  }

  private static String consistency(Manifest manifest) {
    return manifest.consistency() == Consistency.LIVE
        ? "the point was read while the application ran: it is whole only as far as hooks made it"
        : "the point's volumes are not of the same instant";
  }

  private Optional<Captured> captured(Volume volume) {
    Optional<VolumeOutcome> outcome = request.manifest().of(volume.name());
    if (outcome.isEmpty()) {
      objections.refuse(
          "volume " + volume.name(),
          "it is not in %s".formatted(request.manifest().point()),
          "choose another point, or leave the volume out");
      return Optional.empty();
    }
    return switch (outcome.get()) {
      case Captured captured -> {
        if (!captured.completeness().isComplete()) {
          objections.risk(
              "volume " + volume.name(),
              "%d of its entries are missing from the point, or not as they were"
                  .formatted(captured.completeness().failed()),
              "choose a complete point");
        }
        yield Optional.of(captured);
      }
      case VolumeOutcome.Excluded(var _, String reason) -> {
        objections.refuse(
            "volume " + volume.name(),
            "it was left out of the point on purpose: " + reason,
            "choose another point, or leave the volume out");
        yield Optional.empty();
      }
      case VolumeOutcome.Failed(var _, String reason) -> {
        objections.refuse(
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
      rules.requireUnused(place(volume.live()));
    }
    switch (request.mode()) {
      case ASIDE -> rules.requireRoomFor(volume, target);
      case SWAP -> {
        rules.requireRoomFor(volume, target);
        swaps.add(rules.swap(volume, target));
      }
      case IN_PLACE -> {
        rules.requireDirectory(volume, target);
        rules.requireNoTarget(volume);
        rules.lookOver(volume, target);
      }
    }
    needed.merge(target.fileSystem(), captured.content().bytes(), Long::sum);
    boolean over = request.mode() == Mode.IN_PLACE;
    fills.add(
        new Step.Fill(
            volume.name(),
            directory,
            request.include(),
            over,
            // What the point lacks by mistake is not to go.
            over && captured.completeness().isComplete() ? volume.logs() : List.of()));
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
      steps.add(
          new Step.Secure(
              request.acceptedRisk() == null
                  || fills.stream().anyMatch(fill -> !fill.exact().isEmpty())));
    }
    steps.addAll(fills);
    if (request.isWhole()) {
      request.probes().forEach(probe -> steps.add(new Step.Probe(probe)));
    }
    steps.addAll(swaps);
    return steps;
  }
}
