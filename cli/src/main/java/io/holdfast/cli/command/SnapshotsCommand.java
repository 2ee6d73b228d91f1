package io.holdfast.cli.command;

import io.holdfast.cli.access.Access;
import io.holdfast.cli.access.Context;
import io.holdfast.cli.console.ExitCode;
import io.holdfast.cli.console.Json;
import io.holdfast.cli.option.SnapshotOptions;
import io.holdfast.repository.id.SnapshotId;
import io.holdfast.repository.snapshot.Snapshot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code holdfast snapshots}. */
@Command(
    name = "snapshots",
    description = "Lists the snapshots, the newest last.",
    footer = {
      "Examples:",
      "  holdfast snapshots",
      "  holdfast snapshots --latest 1 --group-by host,paths",
      "  holdfast snapshots --tag nightly --json"
    })
final class SnapshotsCommand implements Callable<ExitCode> {
  private final Context context;

  @Mixin private SnapshotOptions filter;

  @Option(
      names = {"-c", "--compact"},
      description = "Leave sizes and paths out.")
  private boolean compact;

  @Option(
      names = "--latest",
      paramLabel = "N",
      description = "Only the newest N of each host and set of paths.")
  private int latest;

  @Option(
      names = {"-g", "--group-by"},
      paramLabel = "CRITERIA",
      description = "Group by host, paths, tags, or several with commas.")
  private String groupBy = "";

  @Parameters(
      arity = "0..*",
      paramLabel = "SNAPSHOT",
      description = "Only these: beginnings of ids, or latest.")
  private List<String> wanted = List.of();

  SnapshotsCommand(Context context) {
    this.context = context;
    this.filter = new SnapshotOptions();
  }

  @Override
  public ExitCode call() throws IOException, InterruptedException {
    var criteria = SnapshotGroup.Criteria.parse(groupBy);
    try (var session = context.sessions().open(Access.READ)) {
      var chosen = newest(SnapshotChoice.several(session.repository(), wanted, filter.filter()));
      var groups = new LinkedHashMap<SnapshotGroup, Map<SnapshotId, Snapshot>>();
      chosen.forEach((id, snapshot) ->
          groups
              .computeIfAbsent(SnapshotGroup.of(snapshot, criteria), _ -> new LinkedHashMap<>())
              .put(id, snapshot));
      if (context.json()) {
        printJson(groups, criteria);
      } else {
        print(groups, criteria);
      }
    }
    return ExitCode.DONE;
  }

  private Map<SnapshotId, Snapshot> newest(Map<SnapshotId, Snapshot> snapshots) {
    if (latest <= 0) {
      return snapshots;
    }
    var criteria = new SnapshotGroup.Criteria(true, false, true);
    var counts = new HashMap<SnapshotGroup, Integer>();
    var kept = new LinkedHashMap<SnapshotId, Snapshot>();
    new ArrayList<>(snapshots.entrySet())
        .reversed()
        .forEach(entry -> {
          var group = SnapshotGroup.of(entry.getValue(), criteria);
          if (counts.merge(group, 1, Integer::sum) <= latest) {
            kept.putFirst(entry.getKey(), entry.getValue());
          }
        });
    return kept;
  }

  private void print(
      Map<SnapshotGroup, Map<SnapshotId, Snapshot>> groups, SnapshotGroup.Criteria criteria) {
    if (groups.isEmpty()) {
      SnapshotTable.print(context, Map.of(), compact);
    }
    groups.forEach((group, snapshots) -> {
      if (!criteria.none()) {
        context.console().out().println("snapshots for (" + group.words() + "):");
      }
      SnapshotTable.print(context, snapshots, compact);
    });
  }

  private void printJson(
      Map<SnapshotGroup, Map<SnapshotId, Snapshot>> groups, SnapshotGroup.Criteria criteria)
      throws IOException {
    Json.line(
        context.console().out(),
        json -> {
          json.writeStartArray();
          for (var group : groups.entrySet()) {
            if (!criteria.none()) {
              json.writeStartObject();
              json.writeFieldName("group_key");
              group.getKey().write(json);
              json.writeArrayFieldStart("snapshots");
            }
            for (var entry : group.getValue().entrySet()) {
              SnapshotJson.write(json, entry.getKey(), entry.getValue());
            }
            if (!criteria.none()) {
              json.writeEndArray();
              json.writeEndObject();
            }
          }
          json.writeEndArray();
        });
  }
}
