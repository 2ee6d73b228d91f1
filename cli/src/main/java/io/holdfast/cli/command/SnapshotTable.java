package io.holdfast.cli.command;

import io.holdfast.cli.access.Context;
import io.holdfast.cli.console.Amounts;
import io.holdfast.cli.console.Printable;
import io.holdfast.cli.console.Table;
import io.holdfast.repository.id.SnapshotId;
import io.holdfast.repository.snapshot.Snapshot;
import io.holdfast.repository.snapshot.SnapshotSummary;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Snapshots as a table for people. */
final class SnapshotTable {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter ZONE = DateTimeFormatter.ofPattern("zzz", Locale.ROOT);

  private SnapshotTable() {}

  static void print(Context context, Map<SnapshotId, Snapshot> snapshots, boolean compact) {
    var zone = context.surroundings().zone();
    var timeHeading = "Time (%s)".formatted(zone(zone, context.surroundings().clock().instant()));
    var table =
        compact
            ? new Table("ID", timeHeading, "Host", "Tags")
            : new Table("ID", timeHeading, "Host", "Tags", "Size", "Paths");
    snapshots.forEach((id, snapshot) -> {
      var cells =
          List.of(
              List.of(id.hash().brief()),
              List.of(time(snapshot.time(), zone)),
              List.of(Printable.of(snapshot.hostname())),
              snapshot.tags().stream().map(Printable::of).toList());
      table.row(compact ? cells : withContent(cells, snapshot));
    });
    table.print(context.console(), Amounts.count(snapshots.size(), "snapshot", "snapshots"));
  }

  private static List<List<String>> withContent(List<List<String>> cells, Snapshot snapshot) {
    SnapshotSummary summary = snapshot.summary();
    return List.of(
        cells.get(0),
        cells.get(1),
        cells.get(2),
        cells.get(3),
        List.of(summary == null ? "" : Amounts.bytes(summary.totalBytes())),
        snapshot.paths().stream().map(Printable::of).toList());
  }

  /** A time as people of this machine read it. */
  static String time(Instant time, ZoneId zone) {
    return TIME.format(time.atZone(zone));
  }

  private static String zone(ZoneId zone, Instant now) {
    return ZONE.format(now.atZone(zone));
  }
}
