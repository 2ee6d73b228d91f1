package io.holdfast.cli.restore;

import io.holdfast.cli.access.Context;
import io.holdfast.cli.console.Amounts;
import io.holdfast.cli.console.Json;
import io.holdfast.cli.console.Printable;
import io.holdfast.repository.restore.RestoreCounts;
import io.holdfast.repository.restore.RestoreReport;
import java.io.IOException;

/** Says what came of a restore. */
record RestoreSummary(Context context, RestoreReport report, String target) {
  void print() throws IOException {
    RestoreCounts counts = report.counts();
    if (context.json()) {
      Json.message(
          context.console().out(),
          "summary",
          json -> {
            json.writeNumberField("total_files", counts.filesFound());
            json.writeNumberField("files_restored", counts.filesDone());
            json.writeNumberField("files_unchanged", counts.filesUnchanged());
            json.writeNumberField("files_verified", counts.filesVerified());
            json.writeNumberField("files_skipped", counts.kept());
            json.writeNumberField("files_deleted", counts.deleted());
            json.writeNumberField("directories", counts.directories());
            json.writeNumberField("others", counts.others());
            json.writeNumberField("total_bytes", counts.bytesFound());
            json.writeNumberField("bytes_restored", counts.bytesDone());
            json.writeNumberField("failed", counts.failures());
          });
      return;
    }
    context.tell(
        "restored %s, %s and %s with %s to %s"
            .formatted(
                Amounts.count(counts.filesDone(), "file", "files"),
                Amounts.count(counts.directories(), "directory", "directories"),
                Amounts.count(counts.others(), "other entry", "other entries"),
                Amounts.bytes(counts.bytesDone()),
                Printable.of(target)));
    tell(counts.filesUnchanged(), "file was right already", "files were right already");
    tell(
        counts.filesVerified(),
        "file was read once more and is right",
        "files were read once more and are right");
    tell(counts.kept(), "entry was kept as it was", "entries were kept as they were");
    if (counts.deleted() > 0) {
      context.tell(
          "removed %s that the snapshot does not have"
              .formatted(Amounts.count(counts.deleted(), "entry", "entries")));
    }
    tell(
        counts.ownersNotSet(),
        "entry belongs to whoever restored it, who is not root",
        "entries belong to whoever restored them, who is not root");
    if (!report.isComplete()) {
      context
          .console()
          .say(
              "%s could not be restored; the restore is incomplete"
                  .formatted(Amounts.count(counts.failures(), "entry", "entries")));
    }
  }

  private void tell(long count, String one, String many) {
    if (count > 0) {
      context.tell(Amounts.count(count, one, many));
    }
  }
}
