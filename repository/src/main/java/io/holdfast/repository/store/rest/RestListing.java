package io.holdfast.repository.store.rest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

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

  private final String attempt;
  private final JsonParser json;

  private RestListing(String attempt, JsonParser json) {
    this.attempt = attempt;
    this.json = json;
  }

  /**
   * Passes on what a listing names.
   *
   * @param attempt for the messages of failures other than those of {@code entries}
   */
  static void read(String attempt, InputStream in, Entry entries) throws IOException {
    JsonParser json;
    try {
      json = JSON.createParser(in);
    } catch (IOException e) {
      throw RestFailure.of(attempt, e);
    }
    try (json) {
      new RestListing(attempt, json).read(entries);
    }
  }

  private void read(Entry entries) throws IOException {
    JsonToken first = next();
    if (first == JsonToken.VALUE_NULL) {
      return; // rest-server says so of an empty folder
    }
    expect(first == JsonToken.START_ARRAY, "an array");
    for (JsonToken token = next(); token != JsonToken.END_ARRAY; token = next()) {
      if (token == JsonToken.VALUE_STRING) {
        entries.at(take(json::getText), UNKNOWN);
      } else {
        expect(token == JsonToken.START_OBJECT, "a name, or an object with name and size");
        readObject(entries);
      }
    }
  }

  private void readObject(Entry entries) throws IOException {
    String name = null;
    long size = UNKNOWN;
    while (next() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      JsonToken value = next();
      if (field.equals("name")) {
        expect(value == JsonToken.VALUE_STRING, "a name");
        name = take(json::getText);
      } else if (field.equals("size")) {
        expect(value == JsonToken.VALUE_NUMBER_INT, "a size");
        size = take(json::getLongValue);
        expect(size >= 0, "a size from 0 on");
      } else {
        var _ = take(json::skipChildren);
      }
    }
    if (name == null) {
      throw malformed("has an entry without a name", null);
    }
    entries.at(name, size);
  }

  private JsonToken next() throws IOException {
    JsonToken token = take(json::nextToken);
    if (token == null) {
      throw malformed("ends in the middle", null);
    }
    return token;
  }

  private interface Step<T extends @Nullable Object> {
    T take() throws IOException;
  }

  private <T extends @Nullable Object> T take(Step<T> step) throws IOException {
    try {
      return step.take();
    } catch (JsonProcessingException e) {
      throw malformed("is no JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw RestFailure.of(attempt, e);
    }
  }

  private void expect(boolean met, String what) throws IOException {
    if (!met) {
      throw malformed(
          "has %s at byte %d, expected %s"
              .formatted(json.currentToken(), json.currentTokenLocation().getByteOffset(), what),
          null);
    }
  }

  private IOException malformed(String what, @Nullable IOException cause) {
    return new IOException("cannot %s: the listing %s".formatted(attempt, what), cause);
  }
}
