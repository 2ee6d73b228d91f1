package io.holdfast.host.run;

import io.holdfast.api.application.Hooks;
import io.holdfast.api.kind.Policy;
import io.holdfast.host.hook.Exclusion;
import io.holdfast.host.hook.Hook;
import io.holdfast.host.hook.HookPlan;
import io.holdfast.host.hook.HookSession;
import io.holdfast.host.hook.Limits;
import io.holdfast.host.hook.Method;
import io.holdfast.host.hook.Scope;
import io.holdfast.host.state.OwnDirectory;
import io.holdfast.protection.backup.StepResult.Outcome;
import io.holdfast.protection.name.HookName;
import io.holdfast.protection.name.PointId;
import io.holdfast.protection.name.VolumeName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The hooks of one backup, of which some are open. */
final class RunHooks {
  private static final int MOST_NAMES = 1000;

  private final PointId point;
  private final Subject subject;
  private final StorageSurvey.Observed observed;
  private final Surroundings surroundings;
  private final Map<HookName, Hook> hooks;
  private final Map<HookName, HookSession> open = new LinkedHashMap<>();

  RunHooks(
      PointId point, Subject subject, StorageSurvey.Observed observed, Surroundings surroundings) {
    this.point = point;
    this.subject = subject;
    this.observed = observed;
    this.surroundings = surroundings;
    this.hooks = ApplicationHooks.executable(subject.application().spec().volumes());
  }

  /** Where a hook puts what is to be stored besides its volume. */
  Path overlay(HookName hook) throws IOException {
    Path overlay = surroundings.state().run(point.text()).resolve("overlay").resolve(hook.text());
    return Files.createDirectories(overlay);
  }

  /**
   * The same once the hook was closed.
   *
   * @throws IOException when something of it is not there any more
   */
  Path overlay(HookName hook, Outcome.HookClosed closed) throws IOException {
    Path overlay = overlay(hook);
    // By the names as they were recorded, for not every name can be recorded as it is.
    List<String> there = names(overlay);
    for (String file : closed.overlaid()) {
      if (!there.contains(file)) {
        throw new IOException(
            "%s, which hook %s added to the copy, is not there any more"
                .formatted(overlay.resolve(file), hook));
      }
    }
    return overlay;
  }

  /** What is in an overlay, which outlives a power cut from now on. */
  private static List<String> names(Path overlay) throws IOException {
    return OwnDirectory.sync(overlay).stream()
        .map(file -> overlay.relativize(file).toString())
        .sorted()
        .limit(MOST_NAMES)
        .toList();
  }

  Outcome open(HookName name, boolean live) throws IOException {
    Hook hook = Objects.requireNonNull(hooks.get(name), name::text);
    Method method = live ? Method.LIVE : Method.SNAPSHOT;
    Path volume = observed.directory(VolumeName.parse(name.text()));
    HookPlan hookPlan =
        HookPlan.of(hook, method, new Scope(volume, together(volume, live)), limits(name, method));
    HookSession session =
        HookSession.open(
            hookPlan,
            overlay(name),
            surroundings.state().hook("%s.%s".formatted(subject.name(), name)),
            surroundings.clock());
    open.put(name, session);
    return new Outcome.HookOpened(
        "%s, %s".formatted(hook.getClass().getSimpleName(), live ? "live" : "frozen"),
        session.exclusions().stream().map(Exclusion::pattern).toList(),
        hookPlan.makesChangesWhole());
  }

  private Limits limits(HookName name, Method method) {
    Hooks hooksOfVolume =
        Objects.requireNonNull(subject.volume(VolumeName.parse(name.text())).hooks(), name::text);
    Policy policy = subject.policy();
    return ApplicationHooks.limits(
        hooksOfVolume, method, policy == null ? null : policy.spec().backup().hooks().timeout());
  }

  /** The volumes of one instant with this one. */
  private List<Path> together(Path volume, boolean live) {
    return live
        ? List.of(volume)
        : observed.units().values().stream()
            .map(StorageSurvey.Unit::directories)
            .filter(directories -> directories.contains(volume))
            .findFirst()
            .orElse(List.of(volume));
  }

  Outcome close(HookName name) throws IOException {
    HookSession session = Objects.requireNonNull(open.get(name), name::text);
    var ended = session.end();
    open.remove(name);
    Path overlay = overlay(name);
    // It is recorded as done next; what is moved after a power cut must be what was recorded.
    List<String> overlaid = names(overlay);
    return new Outcome.HookClosed(ended.includes(), ended.closed(), overlaid, ended.notes());
  }

  /** Lets all go, the last that was opened first. */
  void close(LettingGo letting) {
    new ArrayList<>(open.values()).reversed().forEach(session -> letting.go(session::close));
    open.clear();
  }
}
