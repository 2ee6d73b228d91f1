package io.holdfast.repository.forget;

import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.id.Sha256;
import io.holdfast.repository.id.SnapshotId;
import io.holdfast.repository.snapshot.Snapshot;
import io.holdfast.repository.snapshot.SnapshotAuthor;
import io.holdfast.repository.snapshot.SnapshotLineage;
import io.holdfast.repository.snapshot.SnapshotScope;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Snapshots that say when and where, and hold nothing. */
final class Points {
  private final Map<SnapshotId, Snapshot> all = new TreeMap<>();

  /** Adds one; its id is made of its number, so that the order of ids is another one. */
  SnapshotId add(Instant time, String host, List<String> paths, List<String> tags) {
    SnapshotId id =
        new SnapshotId(Sha256.of(("" + all.size()).getBytes(StandardCharsets.US_ASCII)));
    all.put(
        id,
        new Snapshot(
            time,
            new BlobId(Sha256.of(new byte[0])),
            new SnapshotScope(paths, List.of()),
            tags,
            new SnapshotAuthor(host, "user", 0, 0, "test"),
            SnapshotLineage.NONE,
            null));
    return id;
  }

  SnapshotId add(String time, String... tags) {
    return add(Instant.parse(time), "host", List.of("/data"), List.of(tags));
  }

  Map<SnapshotId, Snapshot> all() {
    return all;
  }
}
