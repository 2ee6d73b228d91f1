package io.holdfast.cli.application;

import io.holdfast.cli.access.Context;
import io.holdfast.cli.console.ExitCode;
import io.holdfast.cli.console.StopException;
import io.holdfast.protection.plan.Planning;
import io.holdfast.protection.plan.Refusal;
import java.util.List;

/** What a command says when a planner refused. */
final class Refusals {
  private Refusals() {}

  /** The plan, or the end of the command with all reasons. */
  static <P> P planned(Context context, String what, Planning<P> planning) throws StopException {
    return switch (planning) {
      case Planning.Planned<P>(P plan) -> plan;
      case Planning.Refused<P>(List<Refusal> refusals) -> {
        refusals.forEach(refusal -> context.console().say(refusal.sentence()));
        throw new StopException(
            ExitCode.REFUSED_BY_POLICY, "%s is refused, and nothing was done".formatted(what));
      }
    };
  }
}
