package io.holdfast.cli.doctor;

import io.holdfast.cli.access.Context;
import io.holdfast.cli.console.ExitCode;
import io.holdfast.cli.console.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code holdfast doctor}. */
@Command(
    name = "doctor",
    description = {
      "Looks whether all is well around the program, and says how to mend what is not.",
      "",
      "It looks at Java, memory, limits, locale, cache and, when one is named, the repository. The"
          + " exit code is 1 when a backup would fail."
    },
    footer = {"Examples:", "  holdfast doctor"})
public final class DoctorCommand implements Callable<ExitCode> {
  private final Context context;

  public DoctorCommand(Context context) {
    this.context = context;
  }

  @Override
  public ExitCode call() throws IOException, InterruptedException {
    var findings = new ArrayList<>(new MachineCheck(context).findings());
    findings.addAll(new RepositoryCheck(context).findings());
    if (context.json()) {
      print(findings);
    } else {
      for (var finding : findings) {
        context.console().print(finding.line());
      }
    }
    return findings.stream().anyMatch(finding -> finding.state() == Finding.State.BAD)
        ? ExitCode.FAILED
        : ExitCode.DONE;
  }

  private void print(List<Finding> findings) throws IOException {
    Json.line(
        context.console().out(),
        json -> {
          json.writeStartArray();
          for (var finding : findings) {
            json.writeStartObject();
            json.writeStringField("subject", finding.subject());
            json.writeStringField("state", finding.state().name().toLowerCase(Locale.ROOT));
            json.writeStringField("message", finding.words());
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }
}
