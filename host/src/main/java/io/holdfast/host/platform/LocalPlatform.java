package io.holdfast.host.platform;

import io.holdfast.api.platform.Caller;
import io.holdfast.api.platform.Operation;
import io.holdfast.api.platform.Operations;
import io.holdfast.api.platform.Platform;
import io.holdfast.api.platform.PlatformException;
import io.holdfast.host.Machine;
import io.holdfast.host.work.Dispatcher;
import java.io.IOException;

/** This machine. */
public final class LocalPlatform implements Platform {
  private final Answers answers = new Answers();

  /**
   * @param dispatcher lets runs begin that are asked for
   */
  public LocalPlatform(Machine machine, Dispatcher dispatcher) {
    new KindAnswers(machine, dispatcher).addTo(answers);
    new DeletionAnswers(machine, dispatcher).addTo(answers);
    new PointAnswers(machine).addTo(answers);
    new BrowseAnswers(machine).addTo(answers);
    new BackupAnswers(machine, dispatcher).addTo(answers);
    new RestoreAnswers(machine, dispatcher).addTo(answers);
    new RetentionAnswers(machine, dispatcher).addTo(answers);
    new HoldAnswers(machine).addTo(answers);
    new PolicyAnswers(machine).addTo(answers);
    new RequestAnswers(machine, dispatcher).addTo(answers);
    new RunAnswers(machine).addTo(answers);
    new ReportAnswers(machine).addTo(answers);
    new CatalogAnswers(machine).addTo(answers);
    new KitAnswers(machine).addTo(answers);
    answers.requireAll(Operations.all());
  }

  @Override
  public <Q extends Record, A extends Record> A answer(
      Operation<Q, A> operation, Q question, Caller caller)
      throws PlatformException, IOException, InterruptedException {
    try {
      return answers.of(operation).to(question, caller);
    } catch (IOException failure) {
      throw Troubles.of(failure);
    }
  }
}
