package io.holdfast.cli.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import io.holdfast.repository.id.SnapshotId;
import io.holdfast.repository.snapshot.Snapshot;
import io.holdfast.repository.snapshot.SnapshotCodec;
import java.io.IOException;

/** Snapshots in JSON: restic's fields, which are those of the stored file and two more. */
public final class SnapshotJson {
  private SnapshotJson() {}

  /** Writes the object where a value belongs. */
  public static void write(JsonGenerator json, SnapshotId id, Snapshot snapshot)
      throws IOException {
    json.writeStartObject();
    writeFields(json, id, snapshot);
    json.writeEndObject();
  }

  /** Writes the fields into an object that has begun. */
  public static void writeFields(JsonGenerator json, SnapshotId id, Snapshot snapshot)
      throws IOException {
    var stored = new String(SnapshotCodec.encode(snapshot), UTF_8).strip();
    json.writeStringField("id", id.hex());
    json.writeStringField("short_id", id.hash().brief());
    json.writeRaw("," + stored.substring(1, stored.length() - 1));
  }
}
