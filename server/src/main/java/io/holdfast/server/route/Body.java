package io.holdfast.server.route;

import io.holdfast.schema.Document;
import io.holdfast.schema.Documents;
import io.holdfast.schema.Json;
import io.holdfast.schema.bind.UnknownFields;
import io.holdfast.schema.document.Bounds;
import io.holdfast.schema.document.Reading;
import java.util.List;

/** What came with a request. It was bounded while it was read. */
public final class Body {
  /** The largest that is read: 1 MiB, for every route. */
  public static final int MOST = Bounds.DEFAULT.bytes();

  private static final String NAME = "body";

  private final Media media;
  private final byte[] bytes;

  public Body(Media media, byte[] bytes) {
    this.media = media;
    this.bytes = bytes;
  }

  /** None, for routes that take none. */
  public static Body none() {
    return new Body(Media.JSON, new byte[0]);
  }

  /** As it came; nothing where the route takes none. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** The one value in it; an unknown field is a mistake. */
  public <T> T as(Class<T> type) throws RefusedException {
    return switch (Json.read(NAME, bytes, type, UnknownFields.REFUSE, Bounds.DEFAULT)) {
      case Reading.Read<T>(var value) -> value;
      case Reading.Refused<T>(var mistakes) -> throw RefusedException.ofMistakes(mistakes);
    };
  }

  /** The documents in it, whose types are yet to be said. */
  public List<Document> documents() throws RefusedException {
    var name =
        switch (media) {
          case JSON -> NAME + ".json";
          case YAML -> NAME + ".yaml";
        };
    return switch (Documents.read(name, bytes, Bounds.DEFAULT)) {
      case Reading.Read<List<Document>>(var documents) -> documents;
      case Reading.Refused<List<Document>>(var mistakes) ->
          throw RefusedException.ofMistakes(mistakes);
    };
  }
}
