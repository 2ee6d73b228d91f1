package io.holdfast.repository.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.holdfast.repository.id.Sha256;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON text from outside, value by value, as Go's {@code encoding/json} would: unknown
 * fields can be skipped, {@code null} leaves a field at its zero value, a number must be whole and
 * fit.
 *
 * <p>Stricter than Go where leniency helps only an attacker: field names match exactly, and {@link
 * JsonText} bounds the text. Refusals say where, as a JSON pointer. Not thread-safe.
 *
 * <pre>{@code
 * reader.enterObject();
 * for (String field = reader.field(); field != null; field = reader.field()) {
 *   switch (field) {
 *     case "id" -> id = reader.hash();
 *     default -> reader.skip();
 *   }
 * }
 * reader.end();
 * }</pre>
 */
public final class GoJsonReader {
  private final byte[] json;
  private final int offset;
  private final String what;
  private final JsonParser parser;
  private final long[] words = new long[4];

  /**
   * A reader of all of {@code json}.
   *
   * @param what is read, as it may stand in a message: {@code "snapshot"}
   * @throws MalformedException unless an object begins with the first byte
   */
  public GoJsonReader(byte[] json, String what) throws MalformedException {
    this(json, 0, json.length, what);
  }

  /** A reader of {@code length} bytes from {@code offset}. */
  public GoJsonReader(byte[] json, int offset, int length, String what) throws MalformedException {
    this.json = json;
    this.offset = offset;
    this.what = what;
    parser = JsonText.parser(json, offset, length, what);
    advance();
  }

  private JsonToken advance() throws MalformedException {
    try {
      JsonToken token = parser.nextToken();
      if (token == null) {
        throw malformed("ends too early");
      }
      return token;
    } catch (IOException e) {
      throw notJson(e);
    }
  }

  /** Steps into the object that comes next. */
  public void enterObject() throws MalformedException {
    expect(JsonToken.START_OBJECT, "an object");
  }

  /** Steps to the next field's value and returns its name, or leaves the object: {@code null}. */
  public @Nullable String field() throws MalformedException {
    if (advance() == JsonToken.END_OBJECT) {
      return null;
    }
    try {
      String name = parser.currentName();
      advance();
      return name;
    } catch (IOException e) {
      throw notJson(e);
    }
  }

  /** Steps into the array that comes next; {@code null} is one without elements: {@code false}. */
  public boolean enterArray() throws MalformedException {
    if (isNull()) {
      return false;
    }
    expect(JsonToken.START_ARRAY, "an array");
    return true;
  }

  /** Steps to the next element, or leaves the array: {@code false}. */
  public boolean element() throws MalformedException {
    return advance() != JsonToken.END_ARRAY;
  }

  /** Whether the value is {@code null}. */
  public boolean isNull() {
    return parser.currentToken() == JsonToken.VALUE_NULL;
  }

  private void expect(JsonToken token, String expected) throws MalformedException {
    if (parser.currentToken() != token) {
      throw malformed("expected " + expected);
    }
  }

  /** A text; empty for {@code null}. A lone surrogate becomes U+FFFD, as in Go. */
  public String text() throws MalformedException {
    if (isNull()) {
      return "";
    }
    expect(JsonToken.VALUE_STRING, "a string");
    try {
      return GoText.withoutLoneSurrogates(parser.getText());
    } catch (IOException e) {
      throw notJson(e);
    }
  }

  /** A text of at most {@code maximum} characters. */
  public String text(int maximum) throws MalformedException {
    String text = text();
    if (text.length() > maximum) {
      throw malformed("has " + text.length() + " characters: expected at most " + maximum);
    }
    return text;
  }

  /** A name as {@link GoQuote} writes it, as the bytes it stands for. */
  public byte[] quotedName() throws MalformedException {
    if (isNull()) {
      return new byte[0];
    }
    expect(JsonToken.VALUE_STRING, "a string");
    try {
      return GoQuote.unquote(
          parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
    } catch (MalformedException e) {
      throw malformed(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw notJson(e);
    }
  }

  public boolean flag() throws MalformedException {
    return switch (parser.currentToken()) {
      case VALUE_TRUE -> true;
      case VALUE_FALSE, VALUE_NULL -> false;
      default -> throw malformed("expected true or false");
    };
  }

  /** A whole number from 0 to {@code maximum}; 0 for {@code null}. */
  public long unsigned(long maximum) throws MalformedException {
    long value = bits64();
    if (Long.compareUnsigned(value, maximum) > 0) {
      throw malformed(
          Long.toUnsignedString(value)
              + " is out of range: expected 0 to "
              + Long.toUnsignedString(maximum));
    }
    return value;
  }

  /** A whole number of 32 bits without a sign; 0 for {@code null}. */
  public long bits32() throws MalformedException {
    return unsigned(0xffff_ffffL);
  }

  /** A whole number of 64 bits without a sign; 0 for {@code null}. */
  public long bits64() throws MalformedException {
    if (isNull()) {
      return 0;
    }
    expect(JsonToken.VALUE_NUMBER_INT, "a whole number");
    try {
      if (parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
        long value = parser.getLongValue();
        if (value >= 0) {
          return value;
        }
      } else {
        BigInteger value = parser.getBigIntegerValue();
        if (value.signum() > 0 && value.bitLength() <= Long.SIZE) {
          return value.longValue();
        }
      }
    } catch (IOException e) {
      throw notJson(e);
    }
    throw malformed("the number is out of range: expected 0 to 18446744073709551615");
  }

  /** A whole number of 64 bits with a sign; 0 for {@code null}. */
  public long signed() throws MalformedException {
    if (isNull()) {
      return 0;
    }
    expect(JsonToken.VALUE_NUMBER_INT, "a whole number");
    try {
      if (parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
        return parser.getLongValue();
      }
    } catch (IOException e) {
      throw notJson(e);
    }
    throw malformed("the number is out of range: expected one of 64 bits");
  }

  /** A time; {@link GoTime#ZERO} for {@code null}. */
  public Instant time() throws MalformedException {
    if (isNull()) {
      return GoTime.ZERO;
    }
    expect(JsonToken.VALUE_STRING, "a time");
    try {
      return GoTime.parse(
          parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
    } catch (MalformedException e) {
      throw malformed(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw notJson(e);
    }
  }

  /** Bytes in standard base64 with padding; none for {@code null}. */
  public byte[] base64() throws MalformedException {
    String text = text();
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw malformed("expected base64");
    }
  }

  /** A SHA-256 as 64 lower-case hexadecimal digits. */
  public Sha256 hash() throws MalformedException {
    expect(JsonToken.VALUE_STRING, "an id");
    try {
      char[] text = parser.getTextCharacters();
      if (parser.getTextLength() == 2 * Sha256.BYTES
          && Sha256.read(text, parser.getTextOffset(), words)) {
        return new Sha256(words[0], words[1], words[2], words[3]);
      }
    } catch (IOException e) {
      throw notJson(e);
    }
    throw malformed("expected an id of 64 digits of 0-9 and a-f");
  }

  /** A hash, or nothing for {@code null}. */
  public @Nullable Sha256 hashOrNull() throws MalformedException {
    return isNull() ? null : hash();
  }

  /** Where the current value begins in the array that is read. */
  public int position() {
    return offset + (int) parser.currentTokenLocation().getByteOffset();
  }

  /** Passes over the value that comes next, whatever it holds. */
  public void skip() throws MalformedException {
    try {
      parser.skipChildren();
      if (parser.currentToken() == null) {
        throw malformed("ends too early");
      }
      if (parser.currentToken() == JsonToken.VALUE_STRING) {
        parser.finishToken();
      }
    } catch (IOException e) {
      throw notJson(e);
    }
  }

  /** Where the current value or bracket ends in the array that is read. */
  public int endPosition() {
    return offset + (int) parser.currentLocation().getByteOffset();
  }

  /** The array that is read, for values that are kept as they stand. */
  public byte[] source() {
    return json;
  }

  /**
   * Notes that field {@code number} of an object was met, in a set that the caller keeps.
   *
   * @return {@code seen} with the field
   * @throws MalformedException when it is in the set already: two readers could take either
   */
  public int once(int seen, int number) throws MalformedException {
    if ((seen >>> number & 1) != 0) {
      throw malformed("the field stands twice");
    }
    return seen | 1 << number;
  }

  /** Makes sure that nothing but white space follows. */
  public void end() throws MalformedException {
    try {
      if (parser.nextToken() != null) {
        throw malformed("something follows the object");
      }
    } catch (IOException e) {
      throw notJson(e);
    }
  }

  /** A refusal of the current value: {@code reason} with what is read and where. */
  public MalformedException malformed(String reason) {
    return new MalformedException(
        what + " at '" + parser.getParsingContext().pathAsPointer() + "': " + reason);
  }

  private MalformedException notJson(IOException cause) {
    if (cause instanceof MalformedException malformed) {
      return malformed;
    }
    String reason =
        cause instanceof JsonProcessingException json ? json.getOriginalMessage() : "unreadable";
    return new MalformedException(
        what
            + " is not JSON at byte "
            + parser.currentLocation().getByteOffset()
            + ": "
            + GoQuote.shown(reason),
        cause);
  }
}
