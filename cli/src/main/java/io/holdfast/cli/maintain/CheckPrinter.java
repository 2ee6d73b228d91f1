package io.holdfast.cli.maintain;

import io.holdfast.cli.access.Context;
import io.holdfast.cli.console.Amounts;
import io.holdfast.cli.console.Json;
import io.holdfast.cli.console.Printable;
import io.holdfast.repository.check.CheckReport;
import io.holdfast.repository.check.Damage;
import io.holdfast.repository.check.Reach;
import io.holdfast.repository.check.Remark;
import java.io.IOException;
import java.util.Optional;

/** Says what a check found. */
final class CheckPrinter {
  private final Context context;

  CheckPrinter(Context context) {
    this.context = context;
  }

  void print(CheckReport report) throws IOException {
    if (context.json()) {
      json(report);
    } else {
      words(report);
    }
  }

  private void words(CheckReport report) {
    report.remarks().forEach(remark -> context.tell("note: " + Printable.of(remark.text())));
    if (report.remarkCount() > report.remarks().size()) {
      context.tell("and %d notes more".formatted(report.remarkCount() - report.remarks().size()));
    }
    var out = context.console().out();
    for (var finding : report.findings()) {
      out.println(
          "damaged: %s %s"
              .formatted(finding.damage().object(), Printable.of(finding.damage().what())));
      place(finding.reach());
      out.println("  " + finding.damage().remedy());
    }
    if (report.damageCount() > report.findings().size()) {
      out.println("and %d more".formatted(report.damageCount() - report.findings().size()));
    }
    for (var snapshot : report.snapshots()) {
      out.println(
          "snapshot %s cannot be restored whole: %s"
              .formatted(
                  snapshot.id().hash().brief(),
                  Amounts.count(snapshot.paths(), "path is hit", "paths are hit")));
    }
    var checked = report.checked();
    context.tell(
        "checked %s, %s, %s, %s"
            .formatted(
                Amounts.count(checked.snapshots(), "snapshot", "snapshots"),
                Amounts.count(checked.trees(), "tree", "trees"),
                Amounts.count(checked.blobs(), "blob", "blobs"),
                Amounts.count(checked.packs(), "pack", "packs")));
    if (checked.packsRead() > 0) {
      context.tell(
          "read %s of %s"
              .formatted(
                  Amounts.bytes(checked.bytesRead()),
                  Amounts.count(checked.packsRead(), "pack", "packs")));
    }
    if (report.isSound()) {
      context.tell("no damage was found");
    } else {
      context
          .console()
          .say(Amounts.count(report.damageCount(), "damage was found", "damages were found"));
    }
  }

  private void place(Reach reach) {
    var out = context.console().out();
    reach
        .places()
        .forEach(place ->
            out.println(
                "  hits %s in snapshot %s"
                    .formatted(
                        Printable.of(place.path().bytes()), place.snapshot().hash().brief())));
    if (!reach.isWhole()) {
      out.println("  and more");
    }
  }

  private void json(CheckReport report) throws IOException {
    for (var finding : report.findings()) {
      Json.message(
          context.console().err(),
          "error",
          json -> {
            json.writeStringField(
                "message", finding.damage().object() + " " + finding.damage().what());
            json.writeStringField("object", finding.damage().object());
            json.writeStringField("remedy", finding.damage().remedy());
            json.writeArrayFieldStart("hits");
            for (var place : finding.reach().places()) {
              json.writeStartObject();
              json.writeStringField("snapshot", place.snapshot().hex());
              json.writeStringField("path", place.path().text());
              json.writeEndObject();
            }
            json.writeEndArray();
          });
    }
    Json.message(
        context.console().out(),
        "summary",
        json -> {
          json.writeNumberField("num_errors", report.damageCount());
          Json.texts(
              json,
              "broken_packs",
              report.findings().stream()
                  .map(finding -> brokenPack(finding.damage()))
                  .flatMap(Optional::stream)
                  .toList());
          json.writeBooleanField(
              "suggest_repair_index",
              report.findings().stream().anyMatch(finding -> isIndexDamage(finding.damage())));
          json.writeBooleanField(
              "suggest_prune",
              report.remarks().stream()
                  .anyMatch(remark -> remark instanceof Remark.UnreferencedPack));
          Json.texts(json, "notes", report.remarks().stream().map(Remark::text).toList());
        });
  }

  private static Optional<String> brokenPack(Damage damage) {
    return switch (damage) {
      case Damage.DamagedPack(var id, var _, var _) -> Optional.of(id.hex());
      case Damage.UnreadablePack(var id, var _) -> Optional.of(id.hex());
      case Damage.WrongSizePack(var id, var _, var _) -> Optional.of(id.hex());
      case Damage.UnreadableKey _,
          Damage.UnreadableSnapshot _,
          Damage.UnreadableIndex _,
          Damage.SplitPack _,
          Damage.UnevenPack _,
          Damage.MissingPack _,
          Damage.FlickeringPack _,
          Damage.MissingBlob _,
          Damage.DamagedTree _ ->
          Optional.empty();
    };
  }

  private static boolean isIndexDamage(Damage damage) {
    return damage instanceof Damage.UnreadableIndex
        || damage instanceof Damage.SplitPack
        || damage instanceof Damage.UnevenPack
        || damage instanceof Damage.MissingPack;
  }
}
