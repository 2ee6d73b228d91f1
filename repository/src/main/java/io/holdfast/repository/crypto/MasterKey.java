package io.holdfast.repository.crypto;

import com.fasterxml.jackson.core.Base64Variants;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.holdfast.repository.codec.JsonText;
import io.holdfast.repository.codec.MalformedException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;

/**
 * The one key all of a repository is sealed with: an AES-256 key, and the pair (k, r) of
 * Poly1305-AES.
 *
 * <p>{@code r} is kept as it was made, unmasked: Poly1305 masks it when it is used, and a reader
 * that masks or refuses it would not open restic's repositories (F8). A part that is all zero is
 * refused, as restic does. Not thread-safe against {@link #close}.
 */
public final class MasterKey implements AutoCloseable {
  /** Length of the AES-256 key. */
  public static final int ENCRYPTION_BYTES = 32;

  /** Length of k, the AES-128 key that turns a nonce into a one-time pad. */
  public static final int MAC_K_BYTES = 16;

  /** Length of r, the point at which Poly1305 evaluates. */
  public static final int MAC_R_BYTES = 16;

  static final int BYTES = ENCRYPTION_BYTES + MAC_K_BYTES + MAC_R_BYTES;

  private static final int LONGEST_JSON = 4096;
  private static final JsonFactory JSON = new JsonFactory();

  /** AES key, k, r: the order in which scrypt's output is cut (F6). */
  private final byte[] material;

  private MasterKey(byte[] material) {
    this.material = material;
  }

  /** A new key. */
  public static MasterKey generate(SecureRandom random) {
    byte[] material = new byte[BYTES];
    random.nextBytes(material);
    MasterKey key = new MasterKey(material);
    if (key.hasZeroPart()) {
      throw new IllegalStateException("the random generator returned only zeros for a key");
    }
    return key;
  }

  /** The key whose parts stand one after the other in {@code material}, which is taken over. */
  static MasterKey of(byte[] material) {
    if (material.length != BYTES) {
      throw new IllegalArgumentException("a key has " + BYTES + " bytes, not " + material.length);
    }
    return new MasterKey(material);
  }

  /**
   * Reads what {@link #encode} writes; fields it does not know are skipped.
   *
   * @throws MalformedException when a part is missing, all zero or has another length
   */
  public static MasterKey decode(byte[] json) throws MalformedException {
    if (json.length > LONGEST_JSON) {
      throw new MalformedException("a master key of " + json.length + " bytes is too long");
    }
    JsonText.requireObject(json, 0, json.length, "the master key");
    byte[] material = new byte[BYTES];
    try (InputStream bytes = new ByteArrayInputStream(json);
        JsonParser parser = JSON.createParser(bytes)) {
      expect(parser, JsonToken.START_OBJECT);
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        switch (parser.currentName()) {
          case "mac" -> readMac(parser, material);
          case "encrypt" -> readPart(parser, material, 0, ENCRYPTION_BYTES);
          default -> skip(parser);
        }
      }
      if (parser.nextToken() != null) {
        throw new MalformedException("the master key is followed by something else");
      }
    } catch (JsonProcessingException notJson) {
      throw new MalformedException("the master key is not JSON of the expected shape");
    } catch (MalformedException malformed) {
      throw malformed;
    } catch (IOException impossible) {
      throw new UncheckedIOException("an array cannot fail to be read", impossible);
    }
    MasterKey key = new MasterKey(material);
    if (key.hasZeroPart()) {
      throw new MalformedException("a part of the master key is missing or all zero");
    }
    return key;
  }

  private static void readMac(JsonParser parser, byte[] material) throws IOException {
    expect(parser, JsonToken.START_OBJECT);
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      switch (parser.currentName()) {
        case "k" -> readPart(parser, material, ENCRYPTION_BYTES, MAC_K_BYTES);
        case "r" -> readPart(parser, material, ENCRYPTION_BYTES + MAC_K_BYTES, MAC_R_BYTES);
        default -> skip(parser);
      }
    }
  }

  private static void readPart(JsonParser parser, byte[] material, int offset, int length)
      throws IOException {
    expect(parser, JsonToken.VALUE_STRING);
    byte[] part = parser.getBinaryValue(Base64Variants.MIME_NO_LINEFEEDS);
    if (part.length != length) {
      throw new MalformedException(
          "a part of the master key has " + part.length + " bytes, expected " + length);
    }
    System.arraycopy(part, 0, material, offset, length);
    Arrays.fill(part, (byte) 0);
  }

  private static void skip(JsonParser parser) throws IOException {
    parser.nextToken();
    parser.skipChildren();
  }

  private static void expect(JsonParser parser, JsonToken token) throws IOException {
    if (parser.nextToken() != token) {
      throw new MalformedException(
          "the master key holds " + parser.currentToken() + " where " + token + " was expected");
    }
  }

  /** The JSON that restic wraps in its key files (F8); whoever asks for it wipes it. */
  public byte[] encode() {
    ByteBuffer json = ByteBuffer.allocate(BYTES * 2 + 64);
    json.put(ascii("{\"mac\":{\"k\":\""));
    putBase64(json, ENCRYPTION_BYTES, MAC_K_BYTES);
    json.put(ascii("\",\"r\":\""));
    putBase64(json, ENCRYPTION_BYTES + MAC_K_BYTES, MAC_R_BYTES);
    json.put(ascii("\"},\"encrypt\":\""));
    putBase64(json, 0, ENCRYPTION_BYTES);
    json.put(ascii("\"}"));
    byte[] exact = Arrays.copyOf(json.array(), json.position());
    Arrays.fill(json.array(), (byte) 0);
    return exact;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private void putBase64(ByteBuffer json, int offset, int length) {
    byte[] part = Arrays.copyOfRange(material, offset, offset + length);
    byte[] text = Base64.getEncoder().encode(part);
    json.put(text);
    Arrays.fill(part, (byte) 0);
    Arrays.fill(text, (byte) 0);
  }

  /** AES key, k and r, one after the other; not a copy. */
  byte[] material() {
    return material;
  }

  private boolean hasZeroPart() {
    return isZero(0, ENCRYPTION_BYTES)
        || isZero(ENCRYPTION_BYTES, MAC_K_BYTES)
        || isZero(ENCRYPTION_BYTES + MAC_K_BYTES, MAC_R_BYTES);
  }

  private boolean isZero(int offset, int length) {
    int seen = 0;
    for (int i = offset; i < offset + length; i++) {
      seen |= material[i];
    }
    return seen == 0;
  }

  @Override
  public void close() {
    Arrays.fill(material, (byte) 0);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MasterKey key && MessageDigest.isEqual(material, key.material);
  }

  /** The same for all, so that it tells nothing. */
  @Override
  public int hashCode() {
    return MasterKey.class.hashCode();
  }

  @Override
  public String toString() {
    return "***";
  }
}
