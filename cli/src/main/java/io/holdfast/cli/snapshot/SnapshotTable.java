package io.holdfast.cli.snapshot;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Snapshots as a table for people. */
public final class SnapshotTable {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

  private SnapshotTable() {}

  /** Prints them in the given order, and which of them do not hold all that they should. */
  public static void print(Context context, Map<SnapshotId, Snapshot> snapshots, boolean compact) {
    print(context, snapshots, Map.of(), compact);
    snapshots.forEach((id, snapshot) -> {
      var completeness = snapshot.scope().completeness();
      if (completeness != null && !completeness.isComplete()) {
        context.tell(
            "%s is incomplete: %s could not be backed up as it is; 'holdfast cat snapshot %1$s' says which"
                .formatted(
                    id.hash().brief(),
                    Amounts.count(completeness.failed().total(), "entry", "entries")));
      }
    });
  }

  /**
   * Prints them, with why each is kept.
   *
   * @param reasons none at all when nobody asks for any
   */
  public static void print(
      Context context,
      Map<SnapshotId, Snapshot> snapshots,
      Map<SnapshotId, List<String>> reasons,
      boolean compact) {
    var zone = context.surroundings().zone();
    var headings =
        new ArrayList<>(List.of("ID", "Time (%s)".formatted(zone.getId()), "Host", "Tags"));
    if (!reasons.isEmpty()) {
      headings.add("Reasons");
    }
    if (!compact) {
      headings.add("Size");
      headings.add("Paths");
    }
    var table = new Table(headings.toArray(String[]::new));
    snapshots.forEach((id, snapshot) -> {
      var cells = new ArrayList<List<String>>();
      cells.add(List.of(id.hash().brief()));
      cells.add(List.of(time(snapshot.time(), zone)));
      cells.add(List.of(Printable.of(snapshot.hostname())));
      cells.add(snapshot.tags().stream().map(Printable::of).toList());
      if (!reasons.isEmpty()) {
        cells.add(reasons.getOrDefault(id, List.of()));
      }
      if (!compact) {
        SnapshotSummary summary = snapshot.summary();
        cells.add(List.of(summary == null ? "" : Amounts.bytes(summary.totalBytes())));
        cells.add(snapshot.paths().stream().map(Printable::of).toList());
      }
      table.row(cells);
    });
    table.print(context.console(), Amounts.count(snapshots.size(), "snapshot", "snapshots"));
  }

  /** A time as people of this machine read it. */
  public static String time(Instant time, ZoneId zone) {
    return TIME.format(time.atZone(zone));
  }
}
