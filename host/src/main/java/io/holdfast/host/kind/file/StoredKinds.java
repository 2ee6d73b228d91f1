package io.holdfast.host.kind.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.holdfast.api.kind.Kind;
import io.holdfast.catalog.KindRows;
import io.holdfast.schema.Document;
import io.holdfast.schema.Documents;
import io.holdfast.schema.bind.UnknownFields;
import io.holdfast.schema.document.Bounds;
import io.holdfast.schema.document.Reading;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Kinds as they lie in rows and in restore points: one document each, and nothing checked anew. */
public final class StoredKinds {
  private StoredKinds() {}

  /** What the file of a kind is called in a point. */
  public static String fileName(Kind kind) {
    return "%s-%s.yaml".formatted(kind.kind().toLowerCase(Locale.ROOT), kind.name());
  }

  /**
   * Reads the file of a point.
   *
   * @throws IOException when it is no kind that this program knows
   */
  public static Kind ofFile(String fileName, byte[] text) throws IOException {
    for (Class<? extends Kind> type : Kind.all()) {
      if (fileName.startsWith(type.getSimpleName().toLowerCase(Locale.ROOT) + "-")) {
        Kind kind = read(fileName, type, text);
        if (fileName(kind).equals(fileName)) {
          return kind;
        }
      }
    }
    throw new IOException("%s is no kind that this program knows".formatted(fileName));
  }

  /** Reads a row of the catalog. */
  public static Kind ofRow(KindRows.Applied row) throws IOException {
    Class<? extends Kind> type =
        Kind.named(row.kind())
            .orElseThrow(() ->
                new IOException(
                    "the catalog has the unknown kind %s: a newer holdfast applied it"
                        .formatted(row.kind())));
    String place = "%s %s in the catalog".formatted(row.kind(), row.name());
    return read(place, type, row.document().getBytes(UTF_8));
  }

  /**
   * Reads a document of a kind; what a newer program added is passed over.
   *
   * @param place where it stands, for messages
   */
  private static Kind read(String place, Class<? extends Kind> type, byte[] text)
      throws IOException {
    Reading<List<Document>> documents = Documents.read(place, text, Bounds.DEFAULT);
    if (documents instanceof Reading.Read<List<Document>>(List<Document> one) && one.size() == 1) {
      return switch (one.getFirst().as(type, UnknownFields.IGNORE)) {
        case Reading.Read<? extends Kind>(Kind kind) -> kind;
        case Reading.Refused<? extends Kind>(var mistakes) ->
            throw unreadable(place, mistakes.getFirst().toString());
      };
    }
    throw unreadable(place, "it is not one document");
  }

  private static IOException unreadable(String place, String reason) {
    return new IOException(
        "%s cannot be read (%s): apply it again from its file".formatted(place, reason));
  }
}
