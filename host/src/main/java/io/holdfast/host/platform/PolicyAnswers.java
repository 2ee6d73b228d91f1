package io.holdfast.host.platform;

import io.holdfast.api.platform.Caller;
import io.holdfast.api.platform.OfPolicyChange;
import io.holdfast.api.platform.Operations;
import io.holdfast.api.platform.PlatformException;
import io.holdfast.api.platform.PolicyChangeList;
import io.holdfast.api.platform.PolicyChangeStanding;
import io.holdfast.api.platform.PolicyChangeStanding.State;
import io.holdfast.api.platform.PolicyChangeView;
import io.holdfast.api.platform.Trouble;
import io.holdfast.api.platform.WaitingChanges;
import io.holdfast.host.Machine;
import io.holdfast.host.retention.PolicyChanges.Waiting;
import io.holdfast.host.run.Subject;
import io.holdfast.protection.ledger.FactId;
import io.holdfast.protection.name.PolicyName;
import io.holdfast.protection.safeguard.Weakening;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Changes of policies that wait. */
final class PolicyAnswers {
  private final Machine machine;

  PolicyAnswers(Machine machine) {
    this.machine = machine;
  }

  void addTo(Answers answers) {
    answers.add(Operations.LIST_POLICY_CHANGES, this::list);
    answers.add(Operations.APPROVE_POLICY_CHANGE, this::approve);
  }

  private PolicyChangeList list(WaitingChanges question, Caller caller) throws IOException {
    List<Subject> subjects =
        question.application() == null
            ? machine.kinds().subjects()
            : List.of(machine.kinds().subject(question.application()));
    List<PolicyChangeView> changes = new ArrayList<>();
    for (Subject subject : subjects) {
      machine.policies().waiting(subject).ifPresent(waiting -> changes.add(view(subject, waiting)));
    }
    return new PolicyChangeList(changes);
  }

  private PolicyChangeStanding approve(OfPolicyChange question, Caller caller)
      throws PlatformException, IOException, InterruptedException {
    Subject subject = machine.kinds().subject(question.application());
    return view(
        Troubles.planned(
            "the approval",
            machine
                .policies()
                .approve(subject, change(subject, question.change()), caller.name())));
  }

  private static FactId change(Subject subject, String text) throws PlatformException {
    try {
      return FactId.parse(subject.line(), text);
    } catch (IllegalArgumentException malformed) {
      throw new PlatformException(
          Trouble.MISTAKEN,
          "'%s' is no change of a policy: expected one as 'holdfast policy list %s' shows it"
              .formatted(text, subject.name()));
    }
  }

  private static PolicyChangeView view(Subject subject, Waiting waiting) {
    PolicyName policy = waiting.change().policy();
    return new PolicyChangeView(
        subject.name().text(),
        waiting.change().fact().inLine(),
        policy == null ? null : policy.text(),
        waiting.asked().by(),
        waiting.asked().at(),
        waiting.shrinkage().parts(),
        view(waiting.standing()));
  }

  private static PolicyChangeStanding view(Weakening.Standing standing) {
    return switch (standing) {
      case Weakening.Standing.InEffect(var since) ->
          new PolicyChangeStanding(State.IN_EFFECT, since);
      case Weakening.Standing.Waits(var until) -> new PolicyChangeStanding(State.WAITS, until);
      case Weakening.Standing.NeedsApproval(var notBefore) ->
          new PolicyChangeStanding(State.NEEDS_APPROVAL, notBefore);
    };
  }
}
