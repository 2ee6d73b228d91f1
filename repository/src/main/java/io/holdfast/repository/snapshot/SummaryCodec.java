package io.holdfast.repository.snapshot;

import io.holdfast.repository.codec.GoJsonReader;
import io.holdfast.repository.codec.GoJsonWriter;
import io.holdfast.repository.codec.GoTime;
import io.holdfast.repository.codec.MalformedException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The JSON of a snapshot's summary, in restic's order; no field is left out. */
final class SummaryCodec {
  /** The counts, in the order in which they are written. */
  private static final List<String> COUNTS =
      List.of(
          "files_new",
          "files_changed",
          "files_unmodified",
          "dirs_new",
          "dirs_changed",
          "dirs_unmodified",
          "data_blobs",
          "tree_blobs",
          "data_added",
          "data_added_packed",
          "total_files_processed",
          "total_bytes_processed");

  private SummaryCodec() {}

  static void encode(GoJsonWriter out, SnapshotSummary summary) {
    SnapshotSummary.Changes files = summary.files();
    SnapshotSummary.Changes directories = summary.directories();
    SnapshotSummary.Added added = summary.added();
    long[] counts = {
      files.created(),
      files.changed(),
      files.unmodified(),
      directories.created(),
      directories.changed(),
      directories.unmodified(),
      added.dataBlobs(),
      added.treeBlobs(),
      added.bytes(),
      added.storedBytes(),
      summary.totalFiles(),
      summary.totalBytes()
    };
    out.beginObject();
    out.field("backup_start").time(summary.start());
    out.field("backup_end").time(summary.end());
    for (int i = 0; i < counts.length; i++) {
      out.field(COUNTS.get(i)).number(counts[i]);
    }
    out.endObject();
  }

  static @Nullable SnapshotSummary decode(GoJsonReader reader) throws MalformedException {
    if (reader.isNull()) {
      return null;
    }
    Instant start = GoTime.ZERO;
    Instant end = GoTime.ZERO;
    long[] counts = new long[COUNTS.size()];
    int seen = 0;
    reader.enterObject();
    for (String field = reader.field(); field != null; field = reader.field()) {
      int count = COUNTS.indexOf(field);
      if (count >= 0) {
        counts[count] = reader.unsigned(Long.MAX_VALUE);
        seen = reader.once(seen, count);
      } else if (field.equals("backup_start")) {
        start = reader.time();
        seen = reader.once(seen, COUNTS.size());
      } else if (field.equals("backup_end")) {
        end = reader.time();
        seen = reader.once(seen, COUNTS.size() + 1);
      } else {
        reader.skip();
      }
    }
    return new SnapshotSummary(
        start,
        end,
        new SnapshotSummary.Changes(counts[0], counts[1], counts[2]),
        new SnapshotSummary.Changes(counts[3], counts[4], counts[5]),
        new SnapshotSummary.Added(counts[6], counts[7], counts[8], counts[9]),
        counts[10],
        counts[11]);
  }
}
