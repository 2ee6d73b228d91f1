package io.holdfast.cli.browse;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.holdfast.repository.TreePath;
import io.holdfast.repository.codec.GoTime;
import io.holdfast.repository.find.SearchListener;
import io.holdfast.repository.id.SnapshotId;
import io.holdfast.repository.pack.BlobType;
import io.holdfast.repository.snapshot.Snapshot;
import io.holdfast.repository.tree.Node;
import java.io.IOException;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/** Prints what a search finds as one JSON array, while it is found. */
final class FoundJson implements SearchListener, AutoCloseable {
  private final PrintWriter out;
  private final JsonGenerator json;
  private final boolean isByEntry;
  private @Nullable Snapshot snapshot;
  private @Nullable SnapshotId snapshotId;
  private boolean begun;

  /**
   * @param isByEntry whether entries are looked for, which are put together by snapshot
   */
  FoundJson(PrintWriter out, boolean isByEntry) throws IOException {
    this.out = out;
    this.isByEntry = isByEntry;
    this.json = new JsonFactory().createGenerator(out);
    json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    json.writeStartArray();
  }

  @Override
  public void begins(SnapshotId id, Snapshot looked) {
    snapshotId = id;
    snapshot = looked;
    begun = false;
  }

  @Override
  public void entry(TreePath path, Node node) throws IOException {
    if (!begun) {
      json.writeStartObject();
      json.writeArrayFieldStart("matches");
      begun = true;
    }
    json.writeStartObject();
    NodeWords.writeFields(json, path, node);
    json.writeEndObject();
  }

  @Override
  public void object(Use use) throws IOException {
    json.writeStartObject();
    json.writeStringField("object_type", use.type() == BlobType.TREE ? "tree" : "blob");
    json.writeStringField("id", use.id().hex());
    json.writeStringField("path", use.path().text());
    if (use.type() == BlobType.DATA) {
      json.writeStringField("parent_tree", use.parent().hex());
    }
    if (snapshotId != null && snapshot != null) {
      json.writeStringField("snapshot", snapshotId.hex());
      json.writeStringField("time", GoTime.format(snapshot.time()));
    }
    json.writeEndObject();
  }

  @Override
  public void ends(SnapshotId id, long found) throws IOException {
    if (isByEntry && begun) {
      json.writeEndArray();
      json.writeNumberField("hits", found);
      json.writeStringField("snapshot", id.hex());
      json.writeEndObject();
    }
  }

  @Override
  public void close() throws IOException {
    json.close();
    out.println();
  }
}
