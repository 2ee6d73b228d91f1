package io.holdfast.cli.command;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.JsonGenerator;
import io.holdfast.cli.console.Json;
import io.holdfast.cli.console.Printable;
import io.holdfast.cli.console.StopException;
import io.holdfast.repository.snapshot.Snapshot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the snapshots of a group have in common; null means that the group does not look at it.
 *
 * @param tags sorted
 * @param paths sorted
 */
record SnapshotGroup(
    @Nullable String host, @Nullable List<String> tags, @Nullable List<String> paths) {

  /** By what snapshots are grouped. */
  record Criteria(boolean host, boolean tags, boolean paths) {
    /** Reads {@code host,paths,tags} or a part of it. */
    static Criteria parse(String text) throws StopException {
      boolean host = false;
      boolean tags = false;
      boolean paths = false;
      for (var word : text.isEmpty() ? new String[0] : text.split(",", -1)) {
        switch (word.strip()) {
          case "host", "hosts" -> host = true;
          case "tag", "tags" -> tags = true;
          case "path", "paths" -> paths = true;
          default ->
              throw StopException.usage(
                  "cannot group by '%s': expected host, paths, tags, or several with commas"
                      .formatted(word));
        }
      }
      return new Criteria(host, tags, paths);
    }

    boolean none() {
      return !host && !tags && !paths;
    }
  }

  static SnapshotGroup of(Snapshot snapshot, Criteria criteria) {
    return new SnapshotGroup(
        criteria.host() ? snapshot.hostname() : null,
        criteria.tags() ? snapshot.tags().stream().sorted().toList() : null,
        criteria.paths() ? snapshot.paths().stream().sorted().toList() : null);
  }

  /** {@code host [a], paths [/b, /c]}. */
  String words() {
    var parts = new ArrayList<String>();
    if (host != null) {
      parts.add("host [" + Printable.of(host) + "]");
    }
    if (tags != null) {
      parts.add("tags [" + list(tags) + "]");
    }
    if (paths != null) {
      parts.add("paths [" + list(paths) + "]");
    }
    return String.join(", ", parts);
  }

  void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("hostname", host == null ? "" : host);
    if (paths == null) {
      json.writeNullField("paths");
    } else {
      Json.texts(json, "paths", paths);
    }
    if (tags == null) {
      json.writeNullField("tags");
    } else {
      Json.texts(json, "tags", tags);
    }
    json.writeEndObject();
  }

  private static String list(List<String> texts) {
    return texts.stream().map(Printable::of).collect(joining(", "));
  }
}
