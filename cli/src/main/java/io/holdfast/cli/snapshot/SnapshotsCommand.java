package io.holdfast.cli.snapshot;

import io.holdfast.cli.access.Access;
import io.holdfast.cli.access.Context;
import io.holdfast.cli.console.ExitCode;
import io.holdfast.cli.console.Json;
import io.holdfast.cli.console.StopException;
import io.holdfast.cli.option.HostedSnapshotOptions;
import io.holdfast.repository.forget.Grouping;
import io.holdfast.repository.id.SnapshotId;
import io.holdfast.repository.snapshot.Snapshot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
public final class SnapshotsCommand implements Callable<ExitCode> {
  private final Context context;

  @Mixin private HostedSnapshotOptions filter = new HostedSnapshotOptions();

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

  public SnapshotsCommand(Context context) {
    this.context = context;
  }

  @Override
  public ExitCode call() throws IOException, InterruptedException {
    var grouping = SnapshotGroup.parse(groupBy);
    try (var session = context.sessions().open(Access.READ)) {
      var repository = session.repository();
      var damaged = new ArrayList<String>();
      var all =
          wanted.isEmpty()
              ? repository.snapshots().readable(damage -> damaged.add(damage.getMessage()))
              : SnapshotChoice.candidates(repository, wanted.toArray(String[]::new));
      var chosen = newest(SnapshotChoice.several(all, wanted, filter.filter(context.usualHost())));
      var groups = new TreeMap<Grouping.Key, Map<SnapshotId, Snapshot>>();
      chosen.forEach((id, snapshot) ->
          groups
              .computeIfAbsent(grouping.key(snapshot), _ -> new LinkedHashMap<>())
              .put(id, snapshot));
      if (context.json()) {
        printJson(groups, grouping);
      } else {
        print(groups, grouping);
      }
      if (!damaged.isEmpty()) {
        throw StopException.failed(
            "not listed, for it cannot be read: %s; 'holdfast check' says what to do"
                .formatted(String.join("; ", damaged)));
      }
    }
    return ExitCode.DONE;
  }

  private Map<SnapshotId, Snapshot> newest(Map<SnapshotId, Snapshot> snapshots) {
    if (latest <= 0) {
      return snapshots;
    }
    var counts = new HashMap<Grouping.Key, Integer>();
    var kept = new LinkedHashMap<SnapshotId, Snapshot>();
    new ArrayList<>(snapshots.entrySet())
        .reversed()
        .forEach(entry -> {
          var group = Grouping.BY_HOST_AND_PATHS.key(entry.getValue());
          if (counts.merge(group, 1, Integer::sum) <= latest) {
            kept.putFirst(entry.getKey(), entry.getValue());
          }
        });
    return kept;
  }

  private void print(Map<Grouping.Key, Map<SnapshotId, Snapshot>> groups, Grouping grouping) {
    if (groups.isEmpty()) {
      SnapshotTable.print(context, Map.of(), compact);
    }
    groups.forEach((key, snapshots) -> {
      if (!SnapshotGroup.isNone(grouping)) {
        context
            .console()
            .out()
            .println("snapshots for (" + new SnapshotGroup(grouping, key).words() + "):");
      }
      SnapshotTable.print(context, snapshots, compact);
    });
  }

  private void printJson(Map<Grouping.Key, Map<SnapshotId, Snapshot>> groups, Grouping grouping)
      throws IOException {
    boolean grouped = !SnapshotGroup.isNone(grouping);
    Json.line(
        context.console().out(),
        json -> {
          json.writeStartArray();
          for (var group : groups.entrySet()) {
            if (grouped) {
              json.writeStartObject();
              json.writeObjectFieldStart("group_key");
              new SnapshotGroup(grouping, group.getKey()).writeFields(json, "hostname");
              json.writeEndObject();
              json.writeArrayFieldStart("snapshots");
            }
            for (var entry : group.getValue().entrySet()) {
              SnapshotJson.write(json, entry.getKey(), entry.getValue());
            }
            if (grouped) {
              json.writeEndArray();
              json.writeEndObject();
            }
          }
          json.writeEndArray();
        });
  }
}
