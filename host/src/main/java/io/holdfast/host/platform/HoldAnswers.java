package io.holdfast.host.platform;

import io.holdfast.api.platform.Caller;
import io.holdfast.api.platform.HoldList;
import io.holdfast.api.platform.HoldRelease;
import io.holdfast.api.platform.HoldStanding;
import io.holdfast.api.platform.HoldStanding.State;
import io.holdfast.api.platform.HoldView;
import io.holdfast.api.platform.HoldWish;
import io.holdfast.api.platform.OfApplication;
import io.holdfast.api.platform.OfHold;
import io.holdfast.api.platform.Operations;
import io.holdfast.api.platform.PlatformException;
import io.holdfast.host.Machine;
import io.holdfast.host.hold.HeldPoints;
import io.holdfast.host.run.Subject;
import io.holdfast.protection.hold.Hold;
import io.holdfast.protection.name.PointId;
import io.holdfast.protection.safeguard.Weakening;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Optional;

/** Holds on restore points. */
final class HoldAnswers {
  private final Machine machine;

  HoldAnswers(Machine machine) {
    this.machine = machine;
  }

  void addTo(Answers answers) {
    answers.add(Operations.LIST_HOLDS, this::list);
    answers.add(Operations.PLACE_HOLD, this::place);
    answers.add(Operations.RELEASE_HOLD, this::release);
    answers.add(Operations.APPROVE_RELEASE, this::approve);
  }

  private HoldList list(OfApplication question, Caller caller) throws IOException {
    return new HoldList(
        machine.holds().list(machine.kinds().subject(question.application())).stream()
            .map(HoldAnswers::view)
            .toList());
  }

  private HoldView place(HoldWish wish, Caller caller)
      throws PlatformException, IOException, InterruptedException {
    PointId point = Troubles.point(wish.point());
    try {
      Hold hold =
          Troubles.planned(
              "the hold",
              machine
                  .holds()
                  .place(
                      subject(point),
                      new HeldPoints.Wish(point, wish.hold(), caller.name()),
                      wish.reason(),
                      new Hold.Release.AfterReview(wish.review())));
      return view(new HeldPoints.Held(point, hold, Optional.empty()));
    } catch (IllegalArgumentException malformed) {
      throw Troubles.mistaken(malformed);
    }
  }

  private HoldStanding release(HoldRelease wish, Caller caller)
      throws PlatformException, IOException, InterruptedException {
    PointId point = Troubles.point(wish.point());
    return view(
        Troubles.planned(
            "the release",
            machine
                .holds()
                .release(
                    subject(point),
                    new HeldPoints.Wish(point, wish.hold(), caller.name()),
                    wish.reason())));
  }

  private HoldStanding approve(OfHold question, Caller caller)
      throws PlatformException, IOException, InterruptedException {
    PointId point = Troubles.point(question.point());
    return view(
        Troubles.planned(
            "the approval",
            machine
                .holds()
                .approve(
                    subject(point), new HeldPoints.Wish(point, question.hold(), caller.name()))));
  }

  private Subject subject(PointId point) throws IOException {
    return machine.kinds().subject(point.application().text());
  }

  static HoldView view(HeldPoints.Held held) {
    Hold hold = held.hold();
    return new HoldView(
        held.point().text(),
        hold.name(),
        hold.reason(),
        hold.by(),
        hold.placedAt(),
        switch (hold.release()) {
          case Hold.Release.AfterReview(LocalDate due) -> "review, due " + due;
          case Hold.Release.ByPolicy(String policy) -> "policy " + policy;
        },
        held.release()
            .map(release -> new HoldView.Release(release.asked().by(), view(release.standing())))
            .orElse(null));
  }

  private static HoldStanding view(Weakening.Standing standing) {
    return switch (standing) {
      case Weakening.Standing.InEffect(var since) -> new HoldStanding(State.RELEASED, since);
      case Weakening.Standing.Waits(var until) -> new HoldStanding(State.WAITS, until);
      case Weakening.Standing.NeedsApproval(var notBefore) ->
          new HoldStanding(State.NEEDS_APPROVAL, notBefore);
    };
  }
}
