package io.holdfast.host.platform;

import io.holdfast.api.platform.Accepted;
import io.holdfast.api.platform.Caller;
import io.holdfast.api.platform.OfApplication;
import io.holdfast.api.platform.Operations;
import io.holdfast.api.platform.RetentionPlanView;
import io.holdfast.api.platform.RetentionPlanView.Decision;
import io.holdfast.host.Machine;
import io.holdfast.host.work.Dispatcher;
import io.holdfast.protection.plan.Planning;
import io.holdfast.protection.queue.Kind;
import io.holdfast.protection.removal.RemovalPlan;
import io.holdfast.protection.removal.RemovalStep;
import java.io.IOException;
import java.util.List;

/** Retention that somebody asks for. */
final class RetentionAnswers {
  private final Machine machine;
  private final Dispatcher dispatcher;

  RetentionAnswers(Machine machine, Dispatcher dispatcher) {
    this.machine = machine;
    this.dispatcher = dispatcher;
  }

  void addTo(Answers answers) {
    answers.add(Operations.PLAN_RETENTION, this::plan);
    answers.add(Operations.RETAIN, this::retain);
  }

  private RetentionPlanView plan(OfApplication question, Caller caller)
      throws IOException, InterruptedException {
    RemovalPlan plan = machine.retentions().plan(machine.kinds().subject(question.application()));
    return new RetentionPlanView(
        question.application(),
        plan.kept().stream()
            .map(kept -> new Decision(kept.point().text(), kept.reasons()))
            .toList(),
        removed(plan),
        plan.steps().stream().map(RetentionAnswers::words).toList());
  }

  private static List<Decision> removed(RemovalPlan plan) {
    return plan.steps().stream()
        .filter(RemovalStep.RemovePoint.class::isInstance)
        .map(step -> (RemovalStep.RemovePoint) step)
        .map(step -> new Decision(step.point().text(), step.reasons()))
        .toList();
  }

  private static String words(RemovalStep step) {
    return switch (step) {
      case RemovalStep.RemovePoint remove -> remove.key();
      case RemovalStep.StrikeOff(var point) ->
          "strike off %s, which the repository does not have any more".formatted(point);
      case RemovalStep.Sweep(var snapshots) ->
          "remove %d snapshots of runs that came to nothing".formatted(snapshots.size());
      case RemovalStep.SealLedger _ -> "seal the ledger";
      case RemovalStep.TrimLedger _ -> "remove snapshots of the ledger whose facts another one has";
      case RemovalStep.Prune _ -> "free the space that nothing needs";
    };
  }

  private Accepted retain(OfApplication question, Caller caller) throws IOException {
    return new Accepted(
        dispatcher.ask(
            Kind.RETENTION,
            machine.kinds().subject(question.application()).target(),
            // As it is declared once the run begins, not when it was asked for.
            () ->
                new Planning.Planned<>(
                    machine.retentions().run(machine.kinds().subject(question.application())))));
  }
}
