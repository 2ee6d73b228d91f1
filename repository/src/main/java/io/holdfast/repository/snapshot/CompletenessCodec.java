package io.holdfast.repository.snapshot;

import io.holdfast.repository.codec.GoJsonReader;
import io.holdfast.repository.codec.GoJsonWriter;
import io.holdfast.repository.codec.MalformedException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The JSON of a snapshot's completeness, in a field of our own that restic passes over (F22). */
final class CompletenessCodec {
  private CompletenessCodec() {}

  static void encode(GoJsonWriter out, Completeness completeness) {
    out.beginObject();
    out.field("captured").number(completeness.captured());
    listed(out.field("excluded"), completeness.excluded());
    listed(out.field("failed"), completeness.failed());
    out.endObject();
  }

  private static void listed(GoJsonWriter out, Completeness.Listed listed) {
    out.beginObject();
    out.field("total").number(listed.total());
    out.field("entries").beginArray();
    for (Completeness.Entry entry : listed.entries()) {
      out.beginObject();
      out.field("path").text(entry.path());
      out.field("reason").text(entry.reason());
      out.endObject();
    }
    out.endArray().endObject();
  }

  static @Nullable Completeness decode(GoJsonReader reader) throws MalformedException {
    if (reader.isNull()) {
      return null;
    }
    long captured = 0;
    Completeness.Listed excluded = Completeness.Listed.NONE;
    Completeness.Listed failed = Completeness.Listed.NONE;
    int seen = 0;
    reader.enterObject();
    for (String field = reader.field(); field != null; field = reader.field()) {
      switch (field) {
        case "captured" -> {
          seen = reader.once(seen, 0);
          captured = reader.unsigned(Long.MAX_VALUE);
        }
        case "excluded" -> {
          seen = reader.once(seen, 1);
          excluded = listed(reader);
        }
        case "failed" -> {
          seen = reader.once(seen, 2);
          failed = listed(reader);
        }
        default -> reader.skip();
      }
    }
    return new Completeness(captured, excluded, failed);
  }

  private static Completeness.Listed listed(GoJsonReader reader) throws MalformedException {
    long total = 0;
    List<Completeness.Entry> entries = new ArrayList<>();
    int seen = 0;
    reader.enterObject();
    for (String field = reader.field(); field != null; field = reader.field()) {
      switch (field) {
        case "total" -> {
          seen = reader.once(seen, 0);
          total = reader.unsigned(Long.MAX_VALUE);
        }
        case "entries" -> {
          seen = reader.once(seen, 1);
          if (reader.enterArray()) {
            while (reader.element()) {
              if (entries.size() == Completeness.Listed.MOST) {
                throw reader.malformed("lists more entries than " + Completeness.Listed.MOST);
              }
              entries.add(entry(reader));
            }
          }
        }
        default -> reader.skip();
      }
    }
    return new Completeness.Listed(total, entries);
  }

  private static Completeness.Entry entry(GoJsonReader reader) throws MalformedException {
    String path = "";
    String reason = "";
    int seen = 0;
    reader.enterObject();
    for (String field = reader.field(); field != null; field = reader.field()) {
      switch (field) {
        case "path" -> {
          seen = reader.once(seen, 0);
          path = reader.text();
        }
        case "reason" -> {
          seen = reader.once(seen, 1);
          reason = reader.text();
        }
        default -> reader.skip();
      }
    }
    return new Completeness.Entry(path, reason);
  }
}
