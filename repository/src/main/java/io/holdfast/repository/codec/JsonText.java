package io.holdfast.repository.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;

/**
 * JSON from outside before it is read: an object in UTF-8, nested at most 32 levels deep, numbers
 * of at most 25 digits, field names of at most 1000 characters.
 *
 * <p>The length of the whole is the caller's to bound.
 */
public final class JsonText {
  private static final int DEEPEST = 32;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxNumberLength(25)
                  .maxNameLength(1000)
                  .maxStringLength(Integer.MAX_VALUE) // no longer than the bytes, which are bounded
                  .build())
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES) // strangers' names stay out of the VM
          .build();

  private JsonText() {}

  /**
   * Makes sure that {@code length} bytes from {@code offset} begin as a JSON object in UTF-8.
   *
   * <p>Jackson guesses at UTF-16 and UTF-32 by NUL bytes, which would let the same bytes mean one
   * thing here and another in Go; its readers of UTF-32 also fail in a way of their own.
   */
  public static void requireObject(byte[] json, int offset, int length, String what)
      throws MalformedException {
    if (length < 2 || json[offset] != '{' || json[offset + 1] == 0) {
      throw new MalformedException(what + " does not begin as a JSON object");
    }
  }

  /** A parser of these bytes, which holds to the bounds. */
  static JsonParser parser(byte[] json, int offset, int length, String what)
      throws MalformedException {
    requireObject(json, offset, length, what);
    try {
      return FACTORY.createParser(json, offset, length);
    } catch (IOException e) {
      throw new MalformedException(what + " is not JSON", e);
    }
  }
}
