package io.holdfast.host.platform;

import io.holdfast.api.platform.AwaitRequest;
import io.holdfast.api.platform.Caller;
import io.holdfast.api.platform.OfRequest;
import io.holdfast.api.platform.Operations;
import io.holdfast.api.platform.PlatformException;
import io.holdfast.api.platform.RequestView;
import io.holdfast.api.platform.RequestView.State;
import io.holdfast.api.platform.Trouble;
import io.holdfast.host.Machine;
import io.holdfast.host.work.Dispatcher;
import io.holdfast.host.work.Standing;
import io.holdfast.protection.plan.Refusal;
import io.holdfast.protection.queue.Kind;
import java.io.IOException;

/** How runs are that somebody asked for. */
final class RequestAnswers {
  private final Machine machine;
  private final Dispatcher dispatcher;

  RequestAnswers(Machine machine, Dispatcher dispatcher) {
    this.machine = machine;
    this.dispatcher = dispatcher;
  }

  void addTo(Answers answers) {
    answers.add(Operations.AWAIT, this::await);
    answers.add(Operations.CANCEL, this::cancel);
  }

  private RequestView await(AwaitRequest question, Caller caller)
      throws PlatformException, IOException, InterruptedException {
    return view(
        question.request(),
        dispatcher
            .standing(question.request(), question.patience())
            .orElseThrow(() -> unknown(question.request())));
  }

  private RequestView cancel(OfRequest question, Caller caller)
      throws PlatformException, IOException {
    return view(
        question.request(),
        dispatcher.cancel(question.request()).orElseThrow(() -> unknown(question.request())));
  }

  private static PlatformException unknown(String request) {
    return new PlatformException(
        Trouble.NOT_FOUND,
        "there is no request '%s': it ended long ago, or with the process that had it; 'holdfast run list' shows the runs"
            .formatted(request));
  }

  private RequestView view(String request, Standing standing)
      throws PlatformException, IOException {
    return switch (standing) {
      case Standing.Waiting(String why) -> new RequestView(request, State.WAITING, why, null);
      case Standing.Running() -> new RequestView(request, State.RUNNING, null, null);
      case Standing.Ended(var run) ->
          new RequestView(request, State.ENDED, null, RunAnswers.view(machine, run));
      // Hooks of other volumes may have been open before one refused it.
      case Standing.Refused(var kind, var refusals) when kind == Kind.BACKUP ->
          throw PlatformException.refused(
              "the backup is refused, and nothing came of it",
              refusals.stream().map(Refusal::sentence).toList());
      case Standing.Refused(var kind, var refusals) ->
          throw Troubles.refused("the " + Views.word(kind), refusals);
      case Standing.Stopped() ->
          throw new PlatformException(Trouble.STOPPED, "somebody stopped it");
      case Standing.Failed(IOException failure) -> throw Troubles.of(failure);
      case Standing.Failed(Exception defect) ->
          throw new IllegalStateException("a run broke off by a defect", defect);
    };
  }
}
