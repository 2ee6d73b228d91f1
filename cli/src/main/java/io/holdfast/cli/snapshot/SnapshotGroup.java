package io.holdfast.cli.snapshot;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.JsonGenerator;
import io.holdfast.cli.console.Json;
import io.holdfast.cli.console.Printable;
import io.holdfast.cli.console.StopException;
import io.holdfast.repository.forget.Grouping;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A group of snapshots as people and programs see it. */
public record SnapshotGroup(Grouping grouping, Grouping.Key key) {
  /** Reads {@code host,paths,tags} or a part of it. */
  public static Grouping parse(String text) throws StopException {
    try {
      return Grouping.parse(text);
    } catch (IllegalArgumentException malformed) {
      throw StopException.usage("--group-by: " + malformed.getMessage());
    }
  }

  /** Whether all snapshots are one group. */
  public static boolean isNone(Grouping grouping) {
    return grouping.equals(new Grouping(false, false, false));
  }

  /** {@code host [a], paths [/b, /c]}. */
  public String words() {
    var parts = new ArrayList<String>();
    if (grouping.host()) {
      parts.add("host [" + Printable.of(key.host()) + "]");
    }
    if (grouping.tags()) {
      parts.add("tags [" + list(key.tags()) + "]");
    }
    if (grouping.paths()) {
      parts.add("paths [" + list(key.paths()) + "]");
    }
    return String.join(", ", parts);
  }

  /** Writes the fields into an object that has begun; null stands where nobody looks. */
  public void writeFields(JsonGenerator json, String hostField) throws IOException {
    json.writeStringField(hostField, key.host());
    write(json, "paths", grouping.paths(), key.paths());
    write(json, "tags", grouping.tags(), key.tags());
  }

  private static void write(
      JsonGenerator json, String field, boolean isLookedAt, List<String> texts) throws IOException {
    if (isLookedAt) {
      Json.texts(json, field, texts);
    } else {
      json.writeNullField(field);
    }
  }

  private static String list(List<String> texts) {
    return texts.stream().map(Printable::of).collect(joining(", "));
  }
}
