package io.holdfast.cli.recovery;

import io.holdfast.cli.access.Context;
import io.holdfast.cli.console.Amounts;
import io.holdfast.cli.console.Json;
import io.holdfast.host.recovery.RebuildReport;
import io.holdfast.protection.ledger.FactId;
import java.io.IOException;
import java.util.Locale;

/** What a rebuild brought back, as people and programs see it. */
final class RebuildWords {
  private final Context context;
  private final RebuildReport report;

  RebuildWords(Context context, RebuildReport report) {
    this.context = context;
    this.report = report;
  }

  void print() {
    for (var kind : report.kinds()) {
      context.tell(
          "took %s/%s from %s"
              .formatted(kind.kind().toLowerCase(Locale.ROOT), kind.name(), kind.point()));
    }
    for (var gap : report.gaps()) {
      say("gap: " + gap.sentence());
    }
    for (FactId fork : report.identity().forks()) {
      say("fork: two machines wrote %s with one key; both branches are kept".formatted(fork));
    }
    if (report.identity().renewed() != null) {
      say(
          "this machine writes as %s from now on, since another one has its former key"
              .formatted(report.identity().renewed()));
    }
    if (!report.runsKept()) {
      say("the record of runs is lost: no repository has it");
    }
    for (var warning : report.warnings()) {
      say("warning: " + warning);
    }
    context.tell(
        "the catalog is back: %s, %s"
            .formatted(
                Amounts.count(report.points(), "restore point", "restore points"),
                Amounts.count(report.facts(), "fact", "facts")));
  }

  private void say(String line) {
    context.console().print(line);
  }

  void printJson() throws IOException {
    Json.message(
        context.console().out(),
        "rebuilt",
        json -> {
          json.writeNumberField("facts", report.facts());
          json.writeNumberField("points", report.points());
          json.writeArrayFieldStart("kinds");
          for (var kind : report.kinds()) {
            json.writeStartObject();
            json.writeStringField("kind", kind.kind());
            json.writeStringField("name", kind.name());
            json.writeStringField("point", kind.point().text());
            json.writeEndObject();
          }
          json.writeEndArray();
          Json.texts(
              json, "gaps", report.gaps().stream().map(RebuildReport.Gap::sentence).toList());
          Json.texts(
              json, "forks", report.identity().forks().stream().map(FactId::toString).toList());
          var renewed = report.identity().renewed();
          json.writeStringField("renewed_writer", renewed == null ? null : renewed.toString());
          json.writeBooleanField("runs_kept", report.runsKept());
          Json.texts(json, "warnings", report.warnings());
        });
  }
}
