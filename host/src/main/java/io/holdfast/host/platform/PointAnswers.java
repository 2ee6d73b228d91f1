package io.holdfast.host.platform;

import io.holdfast.api.platform.Caller;
import io.holdfast.api.platform.OfApplication;
import io.holdfast.api.platform.OfPoint;
import io.holdfast.api.platform.Operations;
import io.holdfast.api.platform.PlatformException;
import io.holdfast.api.platform.PointDetail;
import io.holdfast.api.platform.PointDetail.Outcome;
import io.holdfast.api.platform.PointList;
import io.holdfast.host.Machine;
import io.holdfast.host.kind.UnknownKindException;
import io.holdfast.host.run.Subject;
import io.holdfast.protection.name.PointId;
import io.holdfast.protection.point.Completeness;
import io.holdfast.protection.point.Manifest;
import io.holdfast.protection.point.Proof;
import io.holdfast.protection.point.VolumeOutcome;
import java.io.IOException;
import java.util.Set;

/** The restore points that there are. */
final class PointAnswers {
  private final Machine machine;

  PointAnswers(Machine machine) {
    this.machine = machine;
  }

  void addTo(Answers answers) {
    answers.add(Operations.LIST_POINTS, this::points);
    answers.add(Operations.SHOW_POINT, this::point);
  }

  private PointList points(OfApplication question, Caller caller)
      throws PlatformException, IOException {
    var subject = subject(question.application());
    Set<PointId> missing = machine.points().missing(subject);
    return new PointList(
        machine.points().all(subject).stream().map(point -> Views.of(point, missing)).toList());
  }

  private PointDetail point(OfPoint question, Caller caller)
      throws PlatformException, IOException, InterruptedException {
    var subject = subject(question.application());
    PointId point = WantedPoint.of(machine, subject, question.point());
    var details = machine.browser().show(subject, point);
    Manifest manifest = details.point().manifest();
    return new PointDetail(
        Views.of(details.point().view(), Set.of()),
        new PointDetail.Origin(
            manifest.origin().host(), manifest.origin().program(), details.isListed()),
        manifest.volumes().stream().map(PointAnswers::view).toList(),
        view(manifest.surroundings()),
        view(details.proof()),
        machine.holds().list(subject).stream()
            .filter(held -> held.point().equals(point))
            .map(HoldAnswers::view)
            .toList());
  }

  private Subject subject(String application) throws PlatformException, IOException {
    try {
      return machine.kinds().subject(application);
    } catch (UnknownKindException unknown) {
      throw FormerApplication.told(application, unknown, machine);
    }
  }

  private static PointDetail.Volume view(VolumeOutcome outcome) {
    String name = outcome.volume().text();
    return switch (outcome) {
      case VolumeOutcome.Captured captured ->
          new PointDetail.Volume(
              name,
              Outcome.CAPTURED,
              "",
              new PointDetail.Content(
                  captured.path(),
                  Views.word(captured.consistency()),
                  captured.content().files(),
                  captured.content().bytes(),
                  view(captured.completeness())));
      case VolumeOutcome.Excluded(var _, String reason) ->
          new PointDetail.Volume(name, Outcome.EXCLUDED, reason, null);
      case VolumeOutcome.Failed(var _, String reason) ->
          new PointDetail.Volume(name, Outcome.FAILED, reason, null);
    };
  }

  private static PointDetail.Completeness view(Completeness completeness) {
    return new PointDetail.Completeness(
        completeness.excluded(),
        completeness.failed(),
        completeness.failures().stream()
            .map(failure -> new PointDetail.Missing(failure.path(), failure.reason()))
            .toList());
  }

  private static PointDetail.Surroundings view(Manifest.Surroundings surroundings) {
    return new PointDetail.Surroundings(
        surroundings.hooks().stream()
            .map(hook ->
                new PointDetail.Hook(hook.name().text(), hook.what(), hook.opened(), hook.closed()))
            .toList(),
        surroundings.warnings());
  }

  private static PointDetail.Proof view(Proof proof) {
    return new PointDetail.Proof(
        proof.captured(), proof.verified(), proof.rehearsed(), proof.recoveryTime());
  }
}
