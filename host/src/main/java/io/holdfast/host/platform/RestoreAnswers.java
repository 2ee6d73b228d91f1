package io.holdfast.host.platform;

import io.holdfast.api.application.Probe;
import io.holdfast.api.application.Volume;
import io.holdfast.api.platform.Accepted;
import io.holdfast.api.platform.Caller;
import io.holdfast.api.platform.Operations;
import io.holdfast.api.platform.PlatformException;
import io.holdfast.api.platform.RestorePlanView;
import io.holdfast.api.platform.RestoreWish;
import io.holdfast.api.platform.Trouble;
import io.holdfast.host.Machine;
import io.holdfast.host.run.NotThereException;
import io.holdfast.host.run.Restores;
import io.holdfast.host.run.Subject;
import io.holdfast.host.work.Dispatcher;
import io.holdfast.protection.name.PointId;
import io.holdfast.protection.name.VolumeName;
import io.holdfast.protection.point.VolumeOutcome;
import io.holdfast.protection.queue.Kind;
import io.holdfast.protection.restore.RestorePlan;
import io.holdfast.protection.restore.RestorePlan.Step;
import io.holdfast.protection.restore.RestoreRequest;
import io.holdfast.vault.point.StoredPoint;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Restores that somebody asks for. */
final class RestoreAnswers {
  private final Machine machine;
  private final Dispatcher dispatcher;

  RestoreAnswers(Machine machine, Dispatcher dispatcher) {
    this.machine = machine;
    this.dispatcher = dispatcher;
  }

  void addTo(Answers answers) {
    answers.add(Operations.PLAN_RESTORE, this::plan);
    answers.add(Operations.RESTORE, this::restore);
  }

  private RestorePlanView plan(RestoreWish asked, Caller caller)
      throws PlatformException, IOException, InterruptedException {
    RestoreWish wish = checked(asked);
    Subject subject = machine.kinds().subject(wish.application());
    PointId point = WantedPoint.of(machine, subject, wish.point());
    RestorePlan plan =
        Troubles.planned(
            "the restore", machine.restores().plan(subject, point, request(subject, point, wish)));
    return new RestorePlanView(
        plan.point().text(),
        plan.steps().stream().map(RestoreAnswers::words).toList(),
        plan.warnings());
  }

  private static String words(Step step) {
    return switch (step) {
      case Step.Secure(boolean required) ->
          required
              ? "make a restore point of what is there"
              : "make a restore point of what is there, and go on when that fails";
      case Step.Fill(var volume, String directory, var _, boolean over, var _) ->
          "restore %s %s %s".formatted(volume, over ? "over" : "to", directory);
      case Step.Probe(String probe) -> "ask probe " + probe;
      case Step.Swap(var _, String restored, String live) ->
          "exchange %s with %s".formatted(restored, live);
    };
  }

  private Accepted restore(RestoreWish asked, Caller caller) throws PlatformException, IOException {
    RestoreWish wish = checked(asked);
    Subject subject = machine.kinds().subject(wish.application());
    // Chosen now: what is newest may be another one once the restore begins.
    PointId point = WantedPoint.of(machine, subject, wish.point());
    return new Accepted(
        dispatcher.ask(
            Kind.RESTORE,
            subject.target(),
            () -> {
              // As it is declared once the restore begins.
              Subject now = machine.kinds().subject(wish.application());
              return machine.restores().run(now, point, request(now, point, wish), caller.name());
            }));
  }

  /** The wish with each place written in one way, so that two ways to one are seen as one. */
  private static RestoreWish checked(RestoreWish wish) throws PlatformException {
    List<RestoreWish.Target> targets = new ArrayList<>();
    for (RestoreWish.Target target : wish.volumes()) {
      try {
        VolumeName.parse(target.name());
      } catch (IllegalArgumentException malformed) {
        throw Troubles.mistaken(malformed);
      }
      targets.add(
          new RestoreWish.Target(
              target.name(), target.path() == null ? null : absolute(target.path())));
    }
    if (targets.stream().map(RestoreWish.Target::name).distinct().count() < targets.size()) {
      throw new PlatformException(Trouble.MISTAKEN, "a volume is named twice: name each once");
    }
    if (wish.acceptRisk() != null && wish.acceptRisk().isBlank()) {
      throw new PlatformException(
          Trouble.MISTAKEN,
          "the reason why a risk is accepted is blank: give one that a person will understand"
              + " later");
    }
    return new RestoreWish(
        wish.application(),
        wish.point(),
        wish.mode(),
        targets,
        wish.include(),
        wish.probe(),
        wish.acceptRisk());
  }

  private static String absolute(String text) throws PlatformException {
    try {
      Path path = Path.of(text);
      if (path.isAbsolute()) {
        return path.normalize().toString();
      }
    } catch (InvalidPathException malformed) {
      // told below, as any other that is no absolute path
    }
    throw new PlatformException(
        Trouble.MISTAKEN, "the directory '%s' of a volume is no absolute path".formatted(text));
  }

  private Restores.Wish request(Subject subject, PointId point, RestoreWish wish) {
    String run = machine.restores().newName(point);
    return stored -> request(run, subject, stored, wish);
  }

  private static RestoreRequest request(
      String run, Subject subject, StoredPoint stored, RestoreWish wish) throws NotThereException {
    requireVolumes(stored, wish);
    Map<String, String> live = new LinkedHashMap<>();
    Map<String, List<String>> logs = new HashMap<>();
    for (Volume volume : subject.application().spec().volumes()) {
      live.put(volume.name(), volume.path());
      logs.put(volume.name(), DatabaseLogs.of(volume));
    }
    return new RestoreRequest(
        run,
        stored.manifest(),
        wanted(stored, wish).stream()
            .map(target ->
                new RestoreRequest.Volume(
                    VolumeName.parse(target.name()),
                    live.getOrDefault(target.name(), recorded(stored, target)),
                    target.path(),
                    logs.getOrDefault(target.name(), List.of())))
            .toList(),
        switch (wish.mode()) {
          case ASIDE -> RestoreRequest.Mode.ASIDE;
          case SWAP -> RestoreRequest.Mode.SWAP;
          case IN_PLACE -> RestoreRequest.Mode.IN_PLACE;
        },
        wish.include(),
        wish.probe()
            ? subject.application().spec().restore().probes().stream().map(Probe::name).toList()
            : List.of(),
        wish.acceptRisk());
  }

  private static void requireVolumes(StoredPoint stored, RestoreWish wish)
      throws NotThereException {
    List<String> there =
        stored.manifest().volumes().stream().map(outcome -> outcome.volume().text()).toList();
    for (RestoreWish.Target target : wish.volumes()) {
      if (!there.contains(target.name())) {
        throw new NotThereException(
            "%s has no volume %s, but %s"
                .formatted(stored.manifest().point(), target.name(), String.join(", ", there)));
      }
    }
  }

  /** Where a volume was that the application does not declare any more. */
  private static String recorded(StoredPoint stored, RestoreWish.Target target) {
    return stored.manifest().captured().stream()
        .filter(captured -> captured.volume().text().equals(target.name()))
        .map(VolumeOutcome.Captured::path)
        .findFirst()
        .orElse("/" + target.name()); // which the plan refuses, for it was not captured
  }

  private static List<RestoreWish.Target> wanted(StoredPoint stored, RestoreWish wish) {
    if (!wish.volumes().isEmpty()) {
      return wish.volumes();
    }
    List<RestoreWish.Target> all = new ArrayList<>();
    for (VolumeOutcome outcome : stored.manifest().volumes()) {
      all.add(new RestoreWish.Target(outcome.volume().text(), null));
    }
    return all;
  }
}
