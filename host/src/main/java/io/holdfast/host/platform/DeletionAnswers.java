package io.holdfast.host.platform;

import io.holdfast.api.kind.Application;
import io.holdfast.api.kind.Kind;
import io.holdfast.api.kind.Policy;
import io.holdfast.api.kind.Repository;
import io.holdfast.api.kind.Restore;
import io.holdfast.api.kind.RestorePoint;
import io.holdfast.api.platform.Caller;
import io.holdfast.api.platform.DeletedKind;
import io.holdfast.api.platform.OfKind;
import io.holdfast.api.platform.Operations;
import io.holdfast.api.platform.PlatformException;
import io.holdfast.host.Machine;
import io.holdfast.host.kind.Kinds;
import io.holdfast.host.work.Dispatcher;
import io.holdfast.protection.plan.Refusal;
import io.holdfast.protection.run.Run;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What is declared no more. */
final class DeletionAnswers {
  private final Machine machine;
  private final Dispatcher dispatcher;

  DeletionAnswers(Machine machine, Dispatcher dispatcher) {
    this.machine = machine;
    this.dispatcher = dispatcher;
  }

  void addTo(Answers answers) {
    answers.add(Operations.DELETE_KIND, this::delete);
  }

  private DeletedKind delete(OfKind question, Caller caller) throws PlatformException, IOException {
    Kind kind =
        Troubles.planned(
            "the deletion of " + question.name(),
            machine.kinds().delete(question.kind(), question.name(), this::removed));
    machine.noteUse();
    dispatcher.look();
    return new DeletedKind(kind.kind(), kind.name(), DeletionNotes.of(kind, machine.catalog()));
  }

  /**
   * Removes a kind unless a run needs it: what is under way would remove points that are said to
   * stay, and what was cut off could not be taken up without its application.
   */
  private List<Refusal> removed(Kind kind, Kinds.Removal removal) throws IOException {
    List<Refusal> refusals = new ArrayList<>();
    for (Run run : machine.cutOff()) {
      boolean needs =
          switch (kind) {
            case Application _ -> run.subject().application().text().equals(kind.name());
            // Who is cut off from one that is lost for good gets out by declaring it no more.
            case Repository _ ->
                run.subject().repository().text().equals(kind.name())
                    && dispatcher.isUnderWay(run.subject().application().text());
            case Policy _, RestorePoint _, Restore _ -> false;
          };
      if (needs) {
        refusals.add(
            new Refusal(
                Kinds.words(kind),
                "%s has not ended".formatted(run.id()),
                "wait until it has; one that was cut off ends once repository %s can be opened: when that is lost for good, apply the application with another repository and delete repository %s, and it ends as failed"
                    .formatted(run.subject().repository(), run.subject().repository())));
      }
    }
    if (!refusals.isEmpty()) {
      return refusals;
    }
    if (!(kind instanceof Application application)) {
      removal.run();
      return List.of();
    }
    return dispatcher.whileIdle(application.name(), removal::run)
        ? List.of()
        : List.of(
            new Refusal(
                Kinds.words(kind),
                "a run of it is under way, or waits",
                "wait until it has ended, or cancel it"));
  }
}
