package io.holdfast.cli.browse;

import com.fasterxml.jackson.core.JsonGenerator;
import io.holdfast.cli.access.Access;
import io.holdfast.cli.access.Context;
import io.holdfast.cli.console.Amounts;
import io.holdfast.cli.console.ExitCode;
import io.holdfast.cli.console.Json;
import io.holdfast.cli.console.Printable;
import io.holdfast.cli.snapshot.SnapshotChoice;
import io.holdfast.repository.diff.Change;
import io.holdfast.repository.diff.Comparison;
import io.holdfast.repository.diff.DiffReport;
import io.holdfast.repository.snapshot.SnapshotFilter;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code holdfast diff}. */
@Command(
    name = "diff",
    description = {
      "Shows how two snapshots differ.",
      "",
      "+ added, - removed, M other content, T other type, U other metadata, ? content that changed"
          + " though nobody wrote it"
    },
    footer = {"Examples:", "  holdfast diff 79766175 latest"})
public final class DiffCommand implements Callable<ExitCode> {
  private final Context context;

  @Option(names = "--metadata", description = "Show what differs in metadata alone, too.")
  private boolean metadata;

  @Parameters(
      index = "0",
      paramLabel = "SNAPSHOT[:PATH]",
      description = "The earlier one, or a directory in it.")
  private String before;

  @Parameters(index = "1", paramLabel = "SNAPSHOT[:PATH]", description = "The later one.")
  private String after;

  public DiffCommand(Context context) {
    this.context = context;
    this.before = "";
    this.after = "";
  }

  @Override
  public ExitCode call() throws IOException, InterruptedException {
    try (var session = context.sessions().open(Access.READ)) {
      var repository = session.repository();
      var all = SnapshotChoice.candidates(repository, before, after);
      session.loadIndex();
      var from = SnapshotChoice.place(repository, all, before, SnapshotFilter.ANY);
      var to = SnapshotChoice.place(repository, all, after, SnapshotFilter.ANY);
      boolean json = context.json();
      var report =
          new Comparison(repository, metadata, json ? this::printJson : this::print)
              .of(from.tree(), to.tree());
      if (json) {
        printJson(report, from, to);
      } else {
        print(report);
      }
    }
    return ExitCode.DONE;
  }

  private void print(Change change) {
    context
        .console()
        .out()
        .println(
            "%-5s%s%s"
                .formatted(change.modifier(), Printable.of(change.path().bytes()), slash(change)));
  }

  private static String slash(Change change) {
    return change.isDirectory() ? "/" : "";
  }

  private void printJson(Change change) throws IOException {
    Json.message(
        context.console().out(),
        "change",
        json -> {
          json.writeStringField("path", change.path().text() + slash(change));
          json.writeStringField("modifier", change.modifier());
        });
  }

  private void print(DiffReport report) {
    context.tell(
        "Files:   %d new, %d removed, %d changed"
            .formatted(report.added().files(), report.removed().files(), report.changedFiles()));
    context.tell(
        "Dirs:    %d new, %d removed"
            .formatted(report.added().directories(), report.removed().directories()));
    context.tell(
        "Others:  %d new, %d removed"
            .formatted(report.added().others(), report.removed().others()));
    context.tell("Added:   " + Amounts.bytes(report.added().bytes()));
    context.tell("Removed: " + Amounts.bytes(report.removed().bytes()));
    if (report.unknownBlobs() > 0) {
      context
          .console()
          .say(
              "%d blobs are in no index file and not counted; run 'holdfast check'"
                  .formatted(report.unknownBlobs()));
    }
  }

  private void printJson(DiffReport report, SnapshotChoice.Place from, SnapshotChoice.Place to)
      throws IOException {
    Json.message(
        context.console().out(),
        "statistics",
        json -> {
          json.writeStringField("source_snapshot", from.id().hex());
          json.writeStringField("target_snapshot", to.id().hex());
          json.writeNumberField("changed_files", report.changedFiles());
          write(json, "added", report.added());
          write(json, "removed", report.removed());
        });
  }

  private static void write(JsonGenerator json, String field, DiffReport.Sum sum)
      throws IOException {
    json.writeObjectFieldStart(field);
    json.writeNumberField("files", sum.files());
    json.writeNumberField("dirs", sum.directories());
    json.writeNumberField("others", sum.others());
    json.writeNumberField("data_blobs", sum.dataBlobs());
    json.writeNumberField("tree_blobs", sum.treeBlobs());
    json.writeNumberField("bytes", sum.bytes());
    json.writeEndObject();
  }
}
