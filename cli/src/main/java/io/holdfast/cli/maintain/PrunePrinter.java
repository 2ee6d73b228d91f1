package io.holdfast.cli.maintain;

import io.holdfast.cli.access.Context;
import io.holdfast.cli.console.Amounts;
import io.holdfast.cli.console.Json;
import io.holdfast.repository.prune.PruneFigures;
import java.io.IOException;

/** Prints what a prune did, or would do. */
final class PrunePrinter {
  private final Context context;

  PrunePrinter(Context context) {
    this.context = context;
  }

  void print(PruneReport report, boolean dryRun) throws IOException {
    if (context.json()) {
      json(report, dryRun);
      return;
    }
    var would = dryRun ? "would be " : "";
    context.tell("used:      " + words(report.before().used()));
    context.tell("unused:    " + words(report.before().unused()));
    context.tell("repeated:  " + words(report.before().duplicates()));
    context.tell(
        "%s %srepacked, %s %sremoved, %s that nothing names"
            .formatted(
                Amounts.count(report.packs().repacked(), "pack", "packs"),
                would,
                Amounts.count(report.packs().removed(), "pack", "packs"),
                would,
                Amounts.count(report.packs().unindexed(), "pack", "packs")));
    long freed = report.bytes().freed();
    context.tell(
        "%s %s%s; %s remain, of which %s are unused"
            .formatted(
                Amounts.bytes(Math.abs(freed)),
                would,
                freed < 0 ? "added" : "freed",
                Amounts.bytes(report.bytes().remaining()),
                Amounts.bytes(report.bytes().unused())));
  }

  private static String words(PruneFigures.Amount amount) {
    return "%,10d blobs  %s".formatted(amount.blobs(), Amounts.bytes(amount.bytes()));
  }

  private void json(PruneReport report, boolean dryRun) throws IOException {
    Json.message(
        context.console().out(),
        "prune",
        json -> {
          json.writeBooleanField("dry_run", dryRun);
          json.writeNumberField("packs_removed", report.packs().removed());
          json.writeNumberField("packs_repacked", report.packs().repacked());
          json.writeNumberField("packs_unindexed", report.packs().unindexed());
          json.writeNumberField("packs_kept", report.packs().kept());
          json.writeNumberField("bytes_used", report.before().used().bytes());
          json.writeNumberField("bytes_unused", report.before().unused().bytes());
          json.writeNumberField("bytes_freed", report.bytes().freed());
          json.writeNumberField("bytes_remaining", report.bytes().remaining());
          json.writeNumberField("bytes_added", report.bytes().added());
        });
  }
}
