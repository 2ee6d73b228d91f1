package io.holdfast.cli.backup;

import io.holdfast.cli.access.Context;
import io.holdfast.cli.console.Amounts;
import io.holdfast.cli.console.Json;
import io.holdfast.repository.backup.BackupReport;
import io.holdfast.repository.codec.GoTime;
import io.holdfast.repository.snapshot.Completeness;
import io.holdfast.repository.snapshot.SnapshotSummary;
import java.io.IOException;
import java.time.Duration;

/** Says what came of a backup. */
record BackupSummary(BackupReport report, boolean dryRun) {
  void print(Context context) throws IOException {
    if (context.json()) {
      json(context);
    } else {
      words(context);
    }
  }

  private void words(Context context) {
    SnapshotSummary summary = report.summary();
    context.tell("Files:  " + changes(summary.files()));
    context.tell("Dirs:   " + changes(summary.directories()));
    context.tell(
        "%s %s to the repository (%s stored)"
            .formatted(
                dryRun ? "Would have added" : "Added",
                Amounts.bytes(summary.added().bytes()),
                Amounts.bytes(summary.added().storedBytes())));
    context.tell(
        "Processed %s, %s in %s"
            .formatted(
                Amounts.count(summary.totalFiles(), "file", "files"),
                Amounts.bytes(summary.totalBytes()),
                Amounts.time(Duration.between(summary.start(), summary.end()))));
    completeness(context, report.completeness());
    if (dryRun) {
      context.tell("This was a trial run: nothing was stored");
    } else {
      context.tell(
          report
              .id()
              .map(id -> "snapshot %s saved".formatted(id.hash().brief()))
              .orElse("nothing has changed, so no snapshot was made"));
    }
  }

  private static void completeness(Context context, Completeness completeness) {
    context.tell(
        "Entries: %d captured, %d excluded, %d failed"
            .formatted(
                completeness.captured(),
                completeness.excluded().total(),
                completeness.failed().total()));
    if (!completeness.isComplete()) { // which they are was said when it happened
      context
          .console()
          .say(
              "%s; the snapshot is incomplete"
                  .formatted(
                      Amounts.count(
                          completeness.failed().total(),
                          "entry could not be backed up as it is",
                          "entries could not be backed up as they are")));
    }
  }

  private static String changes(SnapshotSummary.Changes changes) {
    return "%,9d new, %,9d changed, %,9d unmodified"
        .formatted(changes.created(), changes.changed(), changes.unmodified());
  }

  private void json(Context context) throws IOException {
    SnapshotSummary summary = report.summary();
    Json.message(
        context.console().out(),
        "summary",
        json -> {
          json.writeBooleanField("dry_run", dryRun);
          json.writeNumberField("files_new", summary.files().created());
          json.writeNumberField("files_changed", summary.files().changed());
          json.writeNumberField("files_unmodified", summary.files().unmodified());
          json.writeNumberField("dirs_new", summary.directories().created());
          json.writeNumberField("dirs_changed", summary.directories().changed());
          json.writeNumberField("dirs_unmodified", summary.directories().unmodified());
          json.writeNumberField("data_blobs", summary.added().dataBlobs());
          json.writeNumberField("tree_blobs", summary.added().treeBlobs());
          json.writeNumberField("data_added", summary.added().bytes());
          json.writeNumberField("data_added_packed", summary.added().storedBytes());
          json.writeNumberField("total_files_processed", summary.totalFiles());
          json.writeNumberField("total_bytes_processed", summary.totalBytes());
          json.writeStringField("backup_start", GoTime.format(summary.start()));
          json.writeStringField("backup_end", GoTime.format(summary.end()));
          json.writeNumberField(
              "total_duration", Duration.between(summary.start(), summary.end()).toNanos() / 1e9);
          json.writeNumberField("captured", report.completeness().captured());
          json.writeNumberField("excluded", report.completeness().excluded().total());
          json.writeNumberField("failed", report.completeness().failed().total());
          if (report.id().isPresent() && !dryRun) {
            json.writeStringField("snapshot_id", report.id().get().hex());
          }
        });
  }
}
