package io.holdfast.host.platform;

import io.holdfast.api.platform.Accepted;
import io.holdfast.api.platform.BackupPlanView;
import io.holdfast.api.platform.Caller;
import io.holdfast.api.platform.OfApplication;
import io.holdfast.api.platform.Operations;
import io.holdfast.api.platform.PlatformException;
import io.holdfast.host.Machine;
import io.holdfast.host.work.Dispatcher;
import io.holdfast.protection.backup.BackupPlan;
import io.holdfast.protection.backup.BackupStep;
import io.holdfast.protection.queue.Kind;
import java.io.IOException;

/** Backups that somebody asks for. */
final class BackupAnswers {
  private final Machine machine;
  private final Dispatcher dispatcher;

  BackupAnswers(Machine machine, Dispatcher dispatcher) {
    this.machine = machine;
    this.dispatcher = dispatcher;
  }

  void addTo(Answers answers) {
    answers.add(Operations.PLAN_BACKUP, this::plan);
    answers.add(Operations.BACK_UP, this::backUp);
  }

  private BackupPlanView plan(OfApplication question, Caller caller)
      throws PlatformException, IOException {
    BackupPlan plan =
        Troubles.planned(
            "the backup", machine.backups().plan(machine.kinds().subject(question.application())));
    return new BackupPlanView(
        plan.application().text(),
        Views.word(plan.consistency()),
        plan.volumes().stream()
            .map(method ->
                new BackupPlanView.VolumeMethod(
                    method.volume().text(), Views.word(method.way()), method.reason()))
            .toList(),
        plan.steps().stream().map(BackupStep::key).toList(),
        plan.warnings());
  }

  private Accepted backUp(OfApplication question, Caller caller) throws IOException {
    var subject = machine.kinds().subject(question.application());
    return new Accepted(
        dispatcher.ask(
            Kind.BACKUP,
            subject.target(),
            // As it is declared once the run begins, not when it was asked for.
            () -> machine.backups().run(machine.kinds().subject(question.application()))));
  }
}
