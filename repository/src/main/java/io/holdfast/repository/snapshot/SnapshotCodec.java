package io.holdfast.repository.snapshot;

import io.holdfast.repository.codec.GoJsonReader;
import io.holdfast.repository.codec.GoJsonWriter;
import io.holdfast.repository.codec.GoTime;
import io.holdfast.repository.codec.MalformedException;
import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.id.Sha256;
import io.holdfast.repository.id.SnapshotId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of snapshots, as restic writes it (F22), with one field of our own. Fields of others are
 * dropped.
 */
public final class SnapshotCodec {
  private static final String COMPLETENESS = "holdfast_completeness";

  private SnapshotCodec() {}

  /** The JSON of {@code snapshot}, to be wrapped and encrypted. */
  public static byte[] encode(Snapshot snapshot) {
    SnapshotAuthor author = snapshot.author();
    GoJsonWriter out = new GoJsonWriter(1024).beginObject();
    out.field("time").time(snapshot.time());
    id(out, "parent", snapshot.lineage().parent());
    out.field("tree").hash(snapshot.tree().hash());
    out.field("paths");
    texts(out, snapshot.scope().paths());
    text(out, "hostname", author.hostname());
    text(out, "username", author.username());
    number(out, "uid", author.userId());
    number(out, "gid", author.groupId());
    textsUnlessEmpty(out, "excludes", snapshot.scope().excludes());
    textsUnlessEmpty(out, "tags", snapshot.tags());
    id(out, "original", snapshot.lineage().original());
    text(out, "program_version", author.programVersion());
    if (snapshot.summary() != null) {
      out.field("summary");
      SummaryCodec.encode(out, snapshot.summary());
    }
    if (snapshot.scope().completeness() != null) {
      out.field(COMPLETENESS);
      CompletenessCodec.encode(out, snapshot.scope().completeness());
    }
    return out.endObject().toBytes();
  }

  private static void id(GoJsonWriter out, String field, @Nullable SnapshotId id) {
    if (id != null) {
      out.field(field).hash(id.hash());
    }
  }

  private static void text(GoJsonWriter out, String field, String value) {
    if (!value.isEmpty()) {
      out.field(field).text(value);
    }
  }

  private static void number(GoJsonWriter out, String field, long value) {
    if (value != 0) {
      out.field(field).number(value);
    }
  }

  private static void textsUnlessEmpty(GoJsonWriter out, String field, List<String> values) {
    if (!values.isEmpty()) {
      out.field(field);
      texts(out, values);
    }
  }

  private static void texts(GoJsonWriter out, List<String> values) {
    out.beginArray();
    values.forEach(out::text);
    out.endArray();
  }

  /**
   * Reads a snapshot.
   *
   * @throws MalformedException when the bytes are not one's
   */
  public static Snapshot decode(byte[] json) throws MalformedException {
    GoJsonReader reader = new GoJsonReader(json, "snapshot");
    Instant time = GoTime.ZERO;
    Sha256 parent = null;
    Sha256 tree = null;
    List<String> paths = List.of();
    String hostname = "";
    String username = "";
    long userId = 0;
    long groupId = 0;
    List<String> excludes = List.of();
    List<String> tags = List.of();
    Sha256 original = null;
    String programVersion = "";
    SnapshotSummary summary = null;
    Completeness completeness = null;
    int seen = 0;
    reader.enterObject();
    for (String field = reader.field(); field != null; field = reader.field()) {
      int number = -1;
      switch (field) {
        case "time" -> {
          number = 0;
          time = reader.time();
        }
        case "parent" -> {
          number = 1;
          parent = reader.hashOrNull();
        }
        case "tree" -> {
          number = 2;
          tree = reader.hashOrNull();
        }
        case "paths" -> {
          number = 3;
          paths = texts(reader);
        }
        case "hostname" -> {
          number = 4;
          hostname = reader.text();
        }
        case "username" -> {
          number = 5;
          username = reader.text();
        }
        case "uid" -> {
          number = 6;
          userId = reader.bits32();
        }
        case "gid" -> {
          number = 7;
          groupId = reader.bits32();
        }
        case "excludes" -> {
          number = 8;
          excludes = texts(reader);
        }
        case "tags" -> {
          number = 9;
          tags = texts(reader);
        }
        case "original" -> {
          number = 10;
          original = reader.hashOrNull();
        }
        case "program_version" -> {
          number = 11;
          programVersion = reader.text();
        }
        case "summary" -> {
          number = 12;
          summary = SummaryCodec.decode(reader);
        }
        case COMPLETENESS -> {
          number = 13;
          completeness = CompletenessCodec.decode(reader);
        }
        default -> reader.skip();
      }
      if (number >= 0) {
        seen = reader.once(seen, number);
      }
    }
    reader.end();
    if (tree == null) {
      throw new MalformedException("snapshot names no tree");
    }
    return new Snapshot(
        time,
        new BlobId(tree),
        new SnapshotScope(paths, excludes, completeness),
        tags,
        new SnapshotAuthor(hostname, username, userId, groupId, programVersion),
        new SnapshotLineage(snapshotId(parent), snapshotId(original)),
        summary);
  }

  private static @Nullable SnapshotId snapshotId(@Nullable Sha256 hash) {
    return hash == null ? null : new SnapshotId(hash);
  }

  private static List<String> texts(GoJsonReader reader) throws MalformedException {
    List<String> texts = new ArrayList<>();
    if (reader.enterArray()) {
      while (reader.element()) {
        texts.add(reader.text());
      }
    }
    return texts;
  }
}
