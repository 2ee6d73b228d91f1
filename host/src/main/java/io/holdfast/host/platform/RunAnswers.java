package io.holdfast.host.platform;

import io.holdfast.api.platform.Caller;
import io.holdfast.api.platform.OfRun;
import io.holdfast.api.platform.Operations;
import io.holdfast.api.platform.PlatformException;
import io.holdfast.api.platform.RecentRuns;
import io.holdfast.api.platform.RunDetail;
import io.holdfast.api.platform.RunList;
import io.holdfast.api.platform.RunView;
import io.holdfast.api.platform.Trouble;
import io.holdfast.host.Machine;
import io.holdfast.protection.name.ApplicationName;
import io.holdfast.protection.name.PointId;
import io.holdfast.protection.point.RestorePoint;
import io.holdfast.protection.run.Run;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The runs that there were. */
final class RunAnswers {
  private final Machine machine;

  RunAnswers(Machine machine) {
    this.machine = machine;
  }

  void addTo(Answers answers) {
    answers.add(Operations.LIST_RUNS, this::runs);
    answers.add(Operations.SHOW_RUN, this::run);
  }

  private RunList runs(RecentRuns question, Caller caller) throws IOException {
    var rows = machine.catalog().runs();
    List<Run> newest =
        question.application() == null
            ? rows.newest(question.most())
            : rows.newest(application(question.application()), question.most());
    List<RunView> views = new ArrayList<>();
    for (Run run : newest) {
      views.add(Views.of(run, null));
    }
    return new RunList(views);
  }

  /** One that was never applied, or no more, may have runs. */
  private ApplicationName application(String name) throws IOException {
    try {
      return ApplicationName.parse(name);
    } catch (IllegalArgumentException malformed) {
      return machine.kinds().subject(name).name(); // which says that there is none
    }
  }

  private RunDetail run(OfRun question, Caller caller) throws PlatformException, IOException {
    Run run =
        machine
            .catalog()
            .runs()
            .find(question.run())
            .orElseThrow(() ->
                new PlatformException(
                    Trouble.NOT_FOUND,
                    "there is no run '%s': 'holdfast run list' shows the newest"
                        .formatted(question.run())));
    return new RunDetail(
        view(machine, run),
        machine.catalog().runs().steps(run.id()).stream()
            .map(step -> new RunDetail.Step(step.key(), step.result()))
            .toList());
  }

  static RunView view(Machine machine, Run run) throws IOException {
    RestorePoint made =
        run.type() == Run.Type.BACKUP
            ? machine
                .catalog()
                .points()
                .find(run.subject().repository(), PointId.parse(run.id()))
                .orElse(null)
            : null;
    return Views.of(run, made);
  }
}
