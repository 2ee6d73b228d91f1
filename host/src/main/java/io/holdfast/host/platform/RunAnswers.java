package io.holdfast.host.platform;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.holdfast.api.platform.Caller;
import io.holdfast.api.platform.OfRun;
import io.holdfast.api.platform.Operations;
import io.holdfast.api.platform.PlatformException;
import io.holdfast.api.platform.RecentRuns;
import io.holdfast.api.platform.RunDetail;
import io.holdfast.api.platform.RunList;
import io.holdfast.api.platform.RunView;
import io.holdfast.api.platform.Trouble;
import io.holdfast.catalog.RunRows;
import io.holdfast.host.Machine;
import io.holdfast.host.run.Journal;
import io.holdfast.protection.name.ApplicationName;
import io.holdfast.protection.name.PointId;
import io.holdfast.protection.point.RestorePoint;
import io.holdfast.protection.restore.RestorePlan;
import io.holdfast.protection.run.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
            : of(question.application(), question.most());
    List<RunView> views = new ArrayList<>();
    for (Run run : newest) {
      views.add(Views.of(run, null, restored(run), null));
    }
    return new RunList(views);
  }

  /** One that is declared no more may have runs; one that has none either is not there. */
  private List<Run> of(String application, int most) throws IOException {
    List<Run> newest = List.of();
    try {
      newest = machine.catalog().runs().newest(ApplicationName.parse(application), most);
    } catch (IllegalArgumentException malformed) {
      // nothing is called so, which is told below
    }
    if (newest.isEmpty()) {
      machine.kinds().subject(application);
    }
    return newest;
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
    List<RunRows.RecordedStep> recorded = machine.catalog().runs().steps(run.id());
    List<RunDetail.Step> steps = new ArrayList<>();
    for (RunRows.RecordedStep step : recorded) {
      steps.add(
          new RunDetail.Step(step.key(), step.result(), StepWords.of(run.type(), step.result())));
    }
    return new RunDetail(view(machine, run, recorded), steps);
  }

  static RunView view(Machine machine, Run run) throws IOException {
    return view(machine, run, machine.catalog().runs().steps(run.id()));
  }

  private static RunView view(Machine machine, Run run, List<RunRows.RecordedStep> steps)
      throws IOException {
    RestorePoint made =
        run.type() == Run.Type.BACKUP
            ? machine
                .catalog()
                .points()
                .find(run.subject().repository(), PointId.parse(run.id()))
                .orElse(null)
            : null;
    return Views.of(run, made, restored(run), BackupFailures.of(run, steps).orElse(null));
  }

  private static List<RunView.Restored> restored(Run run) {
    if (run.type() != Run.Type.RESTORE
        || run.end() == null
        || run.end().outcome() != Run.Outcome.DONE) {
      return List.of();
    }
    try {
      return Journal.read(run.plan(), RestorePlan.class).destinations().stream()
          .map(RunAnswers::restored)
          .toList();
    } catch (IOException unread) {
      return List.of(); // of another program: one such run must not hide all others from a list
    }
  }

  private static RunView.Restored restored(RestorePlan.Destination one) {
    String replaced = one.replaced();
    return new RunView.Restored(
        one.volume().text(),
        one.directory(),
        replaced != null && Files.exists(Path.of(replaced), NOFOLLOW_LINKS) ? replaced : null);
  }
}
