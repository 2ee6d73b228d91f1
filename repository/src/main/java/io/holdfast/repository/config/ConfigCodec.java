package io.holdfast.repository.config;

import io.holdfast.repository.codec.GoJsonReader;
import io.holdfast.repository.codec.GoJsonWriter;
import io.holdfast.repository.codec.GoQuote;
import io.holdfast.repository.codec.MalformedException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of the config, as restic writes it (F1, F2), with one field more where Holdfast cuts
 * files its own way.
 *
 * <p>It is encrypted as it is, never wrapped. Fields of other programs are dropped (F3).
 */
public final class ConfigCodec {
  private static final String CHUNKER = "holdfast_chunker";

  private ConfigCodec() {}

  /** The JSON of {@code config}, to be encrypted; the caller wipes it. */
  public static byte[] encode(Config config) {
    GoJsonWriter out = new GoJsonWriter().beginObject();
    out.field("version").number(config.version());
    out.field("id").text(config.id());
    out.field("chunker_polynomial").text(Long.toHexString(config.polynomial()));
    ChunkerChoice chunker = config.chunker();
    if (chunker != null) {
      byte[] secret = chunker.secret().bytes();
      out.field(CHUNKER).beginObject();
      out.field("name").text(chunker.name());
      out.field("secret").base64(secret);
      out.endObject();
      Arrays.fill(secret, (byte) 0);
    }
    return out.endObject().toBytes();
  }

  /**
   * Reads a config.
   *
   * @throws MalformedException when the bytes are not one's, or are of a version not known
   */
  public static Config decode(byte[] json) throws MalformedException {
    GoJsonReader reader = new GoJsonReader(json, "config");
    int version = 0;
    String id = "";
    long polynomial = 0;
    ChunkerChoice chunker = null;
    int seen = 0;
    reader.enterObject();
    for (String field = reader.field(); field != null; field = reader.field()) {
      switch (field) {
        case "version" -> {
          seen = reader.once(seen, 0);
          version = (int) reader.unsigned(Integer.MAX_VALUE);
        }
        case "id" -> {
          seen = reader.once(seen, 1);
          id = reader.text(100);
        }
        case "chunker_polynomial" -> {
          seen = reader.once(seen, 2);
          polynomial = polynomial(reader);
        }
        case CHUNKER -> {
          seen = reader.once(seen, 3);
          chunker = chunker(reader);
        }
        default -> reader.skip();
      }
    }
    reader.end();
    try {
      return new Config(version, id, polynomial, chunker);
    } catch (IllegalArgumentException e) {
      throw new MalformedException("config: " + e.getMessage(), e);
    }
  }

  private static long polynomial(GoJsonReader reader) throws MalformedException {
    String text = reader.text(100);
    boolean hex = !text.isEmpty() && text.length() <= 16;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      hex &= (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }
    if (!hex) {
      throw reader.malformed(GoQuote.shown(text) + " is not a hexadecimal number of 64 bits");
    }
    return Long.parseUnsignedLong(text, 16);
  }

  private static @Nullable ChunkerChoice chunker(GoJsonReader reader) throws MalformedException {
    if (reader.isNull()) {
      return null;
    }
    String name = "";
    byte[] secret = {};
    int seen = 0;
    reader.enterObject();
    for (String field = reader.field(); field != null; field = reader.field()) {
      switch (field) {
        case "name" -> {
          seen = reader.once(seen, 0);
          name = reader.text();
        }
        case "secret" -> {
          seen = reader.once(seen, 1);
          secret = reader.base64();
        }
        default -> reader.skip();
      }
    }
    try {
      return new ChunkerChoice(name, new ChunkerSecret(secret));
    } catch (IllegalArgumentException e) {
      throw reader.malformed(String.valueOf(e.getMessage()));
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
  }
}
