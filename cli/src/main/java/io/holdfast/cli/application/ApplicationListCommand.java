package io.holdfast.cli.application;

import io.holdfast.cli.access.Context;
import io.holdfast.cli.console.ExitCode;
import io.holdfast.cli.console.Json;
import io.holdfast.cli.console.Table;
import io.holdfast.host.Machine;
import io.holdfast.host.run.Subject;
import io.holdfast.protection.point.RestorePoint;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code holdfast application list}. */
@Command(
    name = "list",
    description = "Lists the applications, with the newest complete restore point of each.",
    footer = {"Examples:", "  holdfast application list"})
final class ApplicationListCommand implements Callable<ExitCode> {
  private final Context context;

  @Mixin private StateOptions state = new StateOptions();

  ApplicationListCommand(Context context) {
    this.context = context;
  }

  @Override
  public ExitCode call() throws IOException {
    try (var machine = state.open(context)) {
      var subjects = machine.kinds().subjects();
      if (context.json()) {
        for (var subject : subjects) {
          print(subject, points(machine, subject));
        }
        return ExitCode.DONE;
      }
      var table = new Table("Name", "Repository", "Policy", "Volumes", "Points", "Newest complete");
      for (var subject : subjects) {
        var points = points(machine, subject);
        table.row(
            subject.application().name(),
            subject.repository().name(),
            subject.policy() == null ? "-" : subject.policy().name(),
            String.valueOf(subject.application().spec().volumes().size()),
            String.valueOf(points.size()),
            newest(points).map(point -> Times.shown(context, point.cut().start())).orElse("none"));
      }
      table.print(context.console(), subjects.size() + " applications");
    }
    return ExitCode.DONE;
  }

  private static List<RestorePoint> points(Machine machine, Subject subject) throws IOException {
    return machine.catalog().points().of(subject.repositoryName(), subject.name());
  }

  private static Optional<RestorePoint> newest(List<RestorePoint> newestFirst) {
    return newestFirst.stream().filter(RestorePoint::isComplete).findFirst();
  }

  private void print(Subject subject, List<RestorePoint> points) throws IOException {
    var newest = newest(points);
    Json.message(
        context.console().out(),
        "application",
        json -> {
          json.writeStringField("name", subject.application().name());
          json.writeStringField("repository", subject.repository().name());
          if (subject.policy() != null) {
            json.writeStringField("policy", subject.policy().name());
          }
          json.writeNumberField("volumes", subject.application().spec().volumes().size());
          json.writeNumberField("points", points.size());
          if (newest.isPresent()) {
            json.writeStringField("newest_complete", newest.get().id().text());
          }
        });
  }
}
