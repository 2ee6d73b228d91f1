package io.holdfast.repository.store.rest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads a listing while it arrives: {@code [{"name":…,"size":…},…]}, or in version 1 {@code
 * ["name",…]}.
 */
final class RestListing {
  private static final int LONGEST_NAME = 4096;
  private static final long LARGEST = 4L << 30;
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength(LONGEST_NAME)
                  .maxNameLength(LONGEST_NAME)
                  .maxNestingDepth(8)
                  .maxDocumentLength(LARGEST)
                  .build())
          .build();

  /** Size of a file that the server did not tell. */
  static final long UNKNOWN = -1;

  interface Entry {
    void at(String name, long size) throws IOException;
  }

  private RestListing() {}

  static void read(InputStream in, Entry entries) throws IOException {
    try (JsonParser json = JSON.createParser(in)) {
      JsonToken first = next(json);
      if (first == JsonToken.VALUE_NULL) {
        return; // rest-server says so of an empty folder
      }
      expect(first == JsonToken.START_ARRAY, "an array", json);
      for (JsonToken token = next(json); token != JsonToken.END_ARRAY; token = next(json)) {
        if (token == JsonToken.VALUE_STRING) {
          entries.at(text(json), UNKNOWN);
        } else {
          expect(token == JsonToken.START_OBJECT, "a name, or an object with name and size", json);
          readObject(json, entries);
        }
      }
    }
  }

  private static void readObject(JsonParser json, Entry entries) throws IOException {
    String name = null;
    long size = UNKNOWN;
    while (next(json) == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      JsonToken value = next(json);
      if (field.equals("name")) {
        expect(value == JsonToken.VALUE_STRING, "a name", json);
        name = text(json);
      } else if (field.equals("size")) {
        expect(value == JsonToken.VALUE_NUMBER_INT, "a size", json);
        size = size(json);
      } else {
        skip(json);
      }
    }
    if (name == null) {
      throw new IOException("the listing has an entry without a name");
    }
    entries.at(name, size);
  }

  private static JsonToken next(JsonParser json) throws IOException {
    try {
      JsonToken token = json.nextToken();
      if (token == null) {
        throw new IOException("the listing ends in the middle");
      }
      return token;
    } catch (JsonProcessingException e) {
      throw new IOException("the listing is no JSON: " + e.getOriginalMessage(), e);
    }
  }

  private static String text(JsonParser json) throws IOException {
    try {
      return json.getText();
    } catch (JsonProcessingException e) {
      throw new IOException("the listing is no JSON: " + e.getOriginalMessage(), e);
    }
  }

  private static long size(JsonParser json) throws IOException {
    long size;
    try {
      size = json.getLongValue();
    } catch (JsonProcessingException e) {
      throw new IOException("the listing has a size that is none: " + e.getOriginalMessage(), e);
    }
    if (size < 0) {
      throw new IOException("the listing has a size of %d bytes".formatted(size));
    }
    return size;
  }

  private static void skip(JsonParser json) throws IOException {
    try {
      json.skipChildren();
    } catch (JsonProcessingException e) {
      throw new IOException("the listing is no JSON: " + e.getOriginalMessage(), e);
    }
  }

  private static void expect(boolean met, String what, JsonParser json) throws IOException {
    if (!met) {
      throw new IOException(
          "the listing has %s at byte %d, expected %s"
              .formatted(json.currentToken(), json.currentTokenLocation().getByteOffset(), what));
    }
  }
}
