package io.holdfast.cli.maintain;

import com.fasterxml.jackson.core.JsonGenerator;
import io.holdfast.cli.access.Context;
import io.holdfast.cli.console.Amounts;
import io.holdfast.cli.console.Json;
import io.holdfast.cli.console.Printable;
import io.holdfast.cli.snapshot.SnapshotGroup;
import io.holdfast.cli.snapshot.SnapshotJson;
import io.holdfast.cli.snapshot.SnapshotTable;
import io.holdfast.repository.forget.Grouping;
import io.holdfast.repository.forget.RetentionPlan;
import io.holdfast.repository.id.SnapshotId;
import io.holdfast.repository.snapshot.Snapshot;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Says which snapshots stay, why, and which go. */
record ForgetPrinter(Context context, Grouping grouping, boolean compact) {
  void print(RetentionPlan plan) throws IOException {
    if (context.json()) {
      Json.line(
          context.console().out(),
          json -> {
            json.writeStartArray();
            for (var group : plan.groups()) {
              write(json, group);
            }
            json.writeEndArray();
          });
      return;
    }
    if (!context.options().output().quiet()) {
      plan.groups().forEach(this::print);
    }
  }

  private void print(RetentionPlan.Group group) {
    var out = context.console().out();
    if (!SnapshotGroup.isNone(grouping)) {
      out.println("snapshots for (" + new SnapshotGroup(grouping, group.key()).words() + "):");
    }
    if (!group.kept().isEmpty()) {
      out.println("keep %s:".formatted(count(group.kept().size())));
      var reasons = new LinkedHashMap<SnapshotId, List<String>>();
      group
          .kept()
          .forEach(kept ->
              reasons.put(
                  kept.point().id(),
                  kept.reasons().stream().map(reason -> Printable.of(reason.toString())).toList()));
      SnapshotTable.print(
          context,
          snapshots(group.kept().stream().map(RetentionPlan.Kept::point).toList()),
          reasons,
          compact);
    }
    if (!group.removed().isEmpty()) {
      out.println("remove %s:".formatted(count(group.removed().size())));
      SnapshotTable.print(context, snapshots(group.removed()), compact);
    }
    out.println();
  }

  private static String count(int number) {
    return Amounts.count(number, "snapshot", "snapshots");
  }

  private static Map<SnapshotId, Snapshot> snapshots(List<RetentionPlan.Point> points) {
    var snapshots = new LinkedHashMap<SnapshotId, Snapshot>();
    points.reversed().forEach(point -> snapshots.put(point.id(), point.snapshot()));
    return snapshots;
  }

  private void write(JsonGenerator json, RetentionPlan.Group group) throws IOException {
    json.writeStartObject();
    new SnapshotGroup(grouping, group.key()).writeFields(json, "host");
    json.writeArrayFieldStart("keep");
    for (var kept : group.kept()) {
      SnapshotJson.write(json, kept.point().id(), kept.point().snapshot());
    }
    json.writeEndArray();
    json.writeArrayFieldStart("remove");
    for (var removed : group.removed()) {
      SnapshotJson.write(json, removed.id(), removed.snapshot());
    }
    json.writeEndArray();
    json.writeArrayFieldStart("reasons");
    for (var kept : group.kept()) {
      json.writeStartObject();
      json.writeFieldName("snapshot");
      SnapshotJson.write(json, kept.point().id(), kept.point().snapshot());
      Json.texts(
          json, "matches", kept.reasons().stream().map(RetentionPlan.Reason::toString).toList());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
