package io.holdfast.protection.backup;

import static java.util.stream.Collectors.joining;

import io.holdfast.protection.backup.BackupPlan.VolumeMethod;
import io.holdfast.protection.backup.BackupPlan.Way;
import io.holdfast.protection.backup.BackupRequest.Hook;
import io.holdfast.protection.backup.BackupRequest.Keeps;
import io.holdfast.protection.backup.BackupRequest.Method;
import io.holdfast.protection.backup.BackupRequest.Volume;
import io.holdfast.protection.name.VolumeName;
import io.holdfast.protection.plan.Planning;
import io.holdfast.protection.plan.Refusal;
import io.holdfast.protection.point.Consistency;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Plans one backup; to be used once. */
public final class BackupPlanner {
  private final BackupRequest request;
  private final Map<VolumeName, Storage> storage;
  private final List<Refusal> refusals = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private final Set<VolumeName> missing = new HashSet<>();

  /** The units of the volumes that will be frozen. */
  private final Map<VolumeName, String> units = new LinkedHashMap<>();

  private BackupPlanner(BackupRequest request, Map<VolumeName, Storage> storage) {
    this.request = request;
    this.storage = storage;
  }

  /**
   * Plans.
   *
   * @param storage what was observed of every volume of the request
   */
  public static Planning<BackupPlan> plan(BackupRequest request, Map<VolumeName, Storage> storage) {
    return new BackupPlanner(request, storage).plan();
  }

  private Planning<BackupPlan> plan() {
    if (request.volumes().isEmpty()) {
      refuse(
          "application " + request.point().application(),
          "it has no volume, so a restore point would hold nothing",
          "name at least one under spec.volumes");
    }
    List<VolumeMethod> methods = request.volumes().stream().map(this::method).toList();
    if (!methods.isEmpty() && missing.size() == methods.size()) {
      refuse(
          "application " + request.point().application(),
          "none of its volumes is there (%s)"
              .formatted(
                  methods.stream().map(VolumeMethod::reason).distinct().collect(joining(", "))),
          "mount them, or correct the paths under spec.volumes");
    }
    request.together().forEach(this::requireTogether);
    request.hooks().forEach(this::requireUseful);
    return Planning.of(refusals, () -> planned(methods));
  }

  private BackupPlan planned(List<VolumeMethod> methods) {
    Consistency consistency = consistency();
    if (consistency == Consistency.SEPARATE) {
      warnings.add(
          "volumes freeze one after another (%s): each is whole, but not of the same instant"
              .formatted(units.values().stream().distinct().collect(joining(", "))));
    }
    return new BackupPlan(
        request.point(), methods, hooks(), consistency, steps(), warnings, request.secures());
  }

  private VolumeMethod method(Volume volume) {
    VolumeName name = volume.name();
    return switch (Objects.requireNonNull(storage.get(name), name::text)) {
      case Storage.Missing(String reason) -> {
        // The other volumes are still worth having: this one ends as failed, and the point says so.
        warnings.add("volume %s cannot be read: %s".formatted(name, reason));
        missing.add(name);
        yield new VolumeMethod(name, Way.MISSING, reason);
      }
      case Storage.Freezable(String unit) when volume.method() != Method.LIVE -> {
        units.put(name, unit);
        yield new VolumeMethod(name, Way.FROZEN, "frozen with " + unit);
      }
      case Storage.Freezable _ -> live(name, "a live copy was asked for");
      case Storage.Plain(String reason) -> {
        if (volume.method() == Method.SNAPSHOT) {
          refuse(
              "volume " + name,
              "a volume snapshot was asked for, and there is none to be had: " + reason,
              "move the volume to storage with snapshots, name a snapshot plug-in, or set method to"
                  + " Live");
        }
        yield live(name, reason);
      }
    };
  }

  private VolumeMethod live(VolumeName name, String reason) {
    if (request.hooks().stream().noneMatch(hook -> hook.volumes().contains(name))) {
      warnings.add(
          "volume %s is read while it may be written, and no hook holds it still: a file that changes meanwhile is named as failed"
              .formatted(name));
    }
    return new VolumeMethod(name, Way.LIVE, reason);
  }

  private void requireTogether(Set<VolumeName> volumes) {
    if (!isOneInstant(volumes)) {
      refuse(
          "volumes " + named(volumes),
          "they make sense only from one instant, and no snapshot covers all of them (%s)"
              .formatted(storages(volumes)),
          "put them on one file system with snapshots (as directories of one btrfs subvolume), or"
              + " into one directory");
    }
  }

  private void requireUseful(Hook hook) {
    // A hook that stops all writing makes any copy whole. One that needs recovery knows only what
    // lies in its own volume: a log from another instant than the data is worse than none.
    if (hook.keeps() == Keeps.RECOVERABLE
        && hook.volumes().size() > 1
        && !isOneInstant(hook.volumes())) {
      refuse(
          "hook " + hook.name(),
          "its data lies in several volumes (%s), and no snapshot covers all of them (%s): data and log of different instants do not recover"
              .formatted(named(hook.volumes()), storages(hook.volumes())),
          "put them on one file system with snapshots (as directories of one btrfs subvolume), or"
              + " into one directory");
    }
  }

  private boolean isOneInstant(Collection<VolumeName> volumes) {
    return units.keySet().containsAll(volumes)
        && volumes.stream().map(units::get).distinct().count() == 1;
  }

  private String storages(Collection<VolumeName> volumes) {
    return volumes.stream()
        .sorted()
        .map(volume ->
            switch (Objects.requireNonNull(storage.get(volume), volume::text)) {
              case Storage.Freezable(String unit) when units.containsKey(volume) ->
                  "%s freezes with %s".formatted(volume, unit);
              case Storage.Freezable _ -> volume + " is read live";
              case Storage.Plain(String reason) -> "%s: %s".formatted(volume, reason);
              case Storage.Missing(String reason) -> "%s: %s".formatted(volume, reason);
            })
        .collect(joining(", "));
  }

  private static String named(Collection<VolumeName> volumes) {
    return volumes.stream().sorted().map(VolumeName::text).collect(joining(" and "));
  }

  private void refuse(String what, String reason, String remedy) {
    refusals.add(new Refusal(what, reason, remedy));
  }

  private Consistency consistency() {
    if (units.size() + missing.size() < request.volumes().size()) {
      return Consistency.LIVE;
    }
    return units.values().stream().distinct().count() <= 1
        ? Consistency.ATOMIC
        : Consistency.SEPARATE;
  }

  /**
   * Live volumes first, so that what freezes does so just before the live hooks close: all of it is
   * then of nearly the same moment. What is frozen moves last, when nobody holds still any more.
   */
  private List<BackupStep> steps() {
    List<BackupStep> steps = new ArrayList<>();
    List<Hook> liveHooks = hooks().stream().filter(this::isLive).toList();
    List<Hook> frozenHooks = hooks().stream().filter(hook -> !isLive(hook)).toList();
    liveHooks.forEach(hook -> steps.add(new BackupStep.OpenHook(hook.name(), true)));
    for (Volume volume : request.volumes()) {
      if (!units.containsKey(volume.name()) && !missing.contains(volume.name())) {
        steps.add(new BackupStep.Move(volume.name(), true));
      }
    }
    frozenHooks.forEach(hook -> steps.add(new BackupStep.OpenHook(hook.name(), false)));
    volumesOfUnits().forEach((unit, volumes) -> steps.add(new BackupStep.Freeze(unit, volumes)));
    closeInReverse(frozenHooks, steps);
    closeInReverse(liveHooks, steps);
    for (Hook hook : hooks()) {
      if (mayAdd(hook)) {
        steps.add(new BackupStep.MoveOverlay(hook.name(), hook.volumes().getFirst()));
      }
    }
    volumesOfUnits()
        .forEach((unit, volumes) -> {
          volumes.forEach(volume -> steps.add(new BackupStep.Move(volume, false)));
          steps.add(new BackupStep.Release(unit));
        });
    steps.add(new BackupStep.Seal());
    return steps;
  }

  private static void closeInReverse(List<Hook> hooks, List<BackupStep> steps) {
    hooks.reversed().forEach(hook -> steps.add(new BackupStep.CloseHook(hook.name())));
  }

  /**
   * A hook whose own volume is not there has nothing to hold still, and nowhere to add anything.
   */
  private List<Hook> hooks() {
    return request.hooks().stream()
        .filter(hook -> !missing.contains(hook.volumes().getFirst()))
        .toList();
  }

  /** A command of one's own may add to any copy; what recovers by itself needs it when live. */
  private boolean mayAdd(Hook hook) {
    return switch (hook.keeps()) {
      case STILL -> true;
      case RECOVERABLE -> isLive(hook);
    };
  }

  private boolean isLive(Hook hook) {
    return !units.keySet().containsAll(hook.volumes());
  }

  private Map<String, List<VolumeName>> volumesOfUnits() {
    Map<String, List<VolumeName>> volumes = new LinkedHashMap<>();
    units.forEach(
        (volume, unit) -> volumes.computeIfAbsent(unit, _ -> new ArrayList<>()).add(volume));
    return volumes;
  }
}
