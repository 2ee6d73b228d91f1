package io.holdfast.repository.index;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.holdfast.repository.codec.JsonText;
import io.holdfast.repository.codec.MalformedException;
import io.holdfast.repository.id.PackId;
import io.holdfast.repository.id.Sha256;
import io.holdfast.repository.pack.BlobType;
import io.holdfast.repository.pack.PackEntry;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * One pass over the JSON of an index file.
 *
 * <p>It makes no object per blob: ids go from the parser's characters into words, the rest into
 * fields of this reader. Names it does not know are passed over ({@code supersedes} of old restic,
 * {@code time} and {@code size} of rustic).
 */
final class IndexReader {
  // Nothing in the format is deeper than 5, or has a longer name, number or string than these.
  private static final JsonFactory JSON =
      new JsonFactoryBuilder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(32)
                  .maxNameLength(256)
                  .maxNumberLength(32)
                  .maxStringLength(4096)
                  .build())
          .build();

  private static final int ID_DIGITS = 2 * Sha256.BYTES;

  private final PackVisitor visitor;
  private final PackBlobs blobs = new PackBlobs();
  private final long[] id = new long[4];
  private int packCount;
  private int blobCount;
  private int emptyPacks;
  private int packsToDelete;

  IndexReader(PackVisitor visitor) {
    this.visitor = visitor;
  }

  IndexFile.Summary read(byte[] json) throws MalformedException {
    if (json.length > IndexFile.MAX_BYTES) {
      throw new MalformedException(
          "the index file has %d bytes, the most allowed is %d"
              .formatted(json.length, IndexFile.MAX_BYTES));
    }
    if (json.length > 0 && json[0] == '[') {
      throw new MalformedException(
          "the index file has the form of restic 0.1, which is not read: 'restic repair index'"
              + " writes the index anew");
    }
    JsonText.requireObject(json, 0, json.length, "the index file");
    try (JsonParser parser = JSON.createParser(json)) {
      readFile(parser);
      return new IndexFile.Summary(packCount, blobCount, emptyPacks, packsToDelete);
    } catch (JsonProcessingException e) {
      throw new MalformedException(
          "the index file is not JSON as the format has it: " + e.getOriginalMessage(), e);
    } catch (MalformedException e) {
      throw e;
    } catch (IOException impossible) {
      throw new UncheckedIOException("reading from memory failed", impossible);
    }
  }

  private void readFile(JsonParser parser) throws IOException {
    require(parser.nextToken() == JsonToken.START_OBJECT, "an object", parser);
    boolean hasPacks = false;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      switch (name) {
        case "packs" -> {
          requireOnce(hasPacks, "packs", parser);
          hasPacks = true;
          readPacks(parser, value);
        }
        case "packs_to_delete" -> countPacksToDelete(parser, value);
        default -> parser.skipChildren();
      }
    }
    require(parser.nextToken() == null, "nothing after the object", parser);
  }

  private void readPacks(JsonParser parser, JsonToken value) throws IOException {
    if (value == JsonToken.VALUE_NULL) {
      return;
    }
    require(value == JsonToken.START_ARRAY, "a list of packs", parser);
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      require(parser.currentToken() == JsonToken.START_OBJECT, "a pack", parser);
      readPack(parser);
    }
  }

  private void countPacksToDelete(JsonParser parser, JsonToken value) throws IOException {
    if (value != JsonToken.START_ARRAY) {
      parser.skipChildren();
      return;
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      parser.skipChildren();
      packsToDelete++;
    }
  }

  private void readPack(JsonParser parser) throws IOException {
    PackId pack = null;
    boolean hasBlobs = false;
    blobs.clear();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      switch (name) {
        case "id" -> {
          requireOnce(pack != null, "id", parser);
          readId(parser, value);
          pack = new PackId(new Sha256(id[0], id[1], id[2], id[3]));
        }
        case "blobs" -> {
          requireOnce(hasBlobs, "blobs", parser);
          hasBlobs = true;
          readBlobs(parser, value);
        }
        default -> parser.skipChildren();
      }
    }
    if (pack == null) {
      throw malformed("a pack has no id", parser);
    }
    packCount++;
    if (blobs.size() == 0) {
      emptyPacks++;
      return;
    }
    blobCount += blobs.size();
    blobs.arrange();
    visitor.pack(pack, blobs);
  }

  private void readBlobs(JsonParser parser, JsonToken value) throws IOException {
    if (value == JsonToken.VALUE_NULL) {
      return;
    }
    require(value == JsonToken.START_ARRAY, "a list of blobs", parser);
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      require(parser.currentToken() == JsonToken.START_OBJECT, "a blob", parser);
      readBlob(parser);
    }
  }

  private void readBlob(JsonParser parser) throws IOException {
    boolean hasId = false;
    BlobType type = null;
    long offset = -1;
    long length = -1;
    long uncompressed = 0;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      switch (name) {
        case "id" -> {
          readId(parser, value);
          hasId = true;
        }
        case "type" -> type = readType(parser, value);
        case "offset" -> offset = readNumber(parser, value);
        case "length" -> length = readNumber(parser, value);
        case "uncompressed_length" -> uncompressed = readNumber(parser, value);
        default -> parser.skipChildren();
      }
    }
    if (!hasId || type == null) {
      throw malformed("a blob has no id or no type", parser);
    }
    if (offset < 0 || length < PackEntry.OVERHEAD || offset + length > PackEntry.MAX_END) {
      throw malformed(
          "a blob has offset %d and length %d, expected a length of at least %d and an end within 4 GiB"
              .formatted(offset, length, PackEntry.OVERHEAD),
          parser);
    }
    if (length > Integer.MAX_VALUE || uncompressed > Integer.MAX_VALUE) {
      throw malformed(
          "a blob has length %d and uncompressed length %d, the most allowed is 2 GiB"
              .formatted(length, uncompressed),
          parser);
    }
    blobs.append(id, type, offset, (int) length, (int) uncompressed);
  }

  private static BlobType readType(JsonParser parser, JsonToken value) throws IOException {
    require(value == JsonToken.VALUE_STRING, "a blob type", parser);
    return switch (parser.getText()) {
      case "data" -> BlobType.DATA;
      case "tree" -> BlobType.TREE;
      default -> throw malformed("expected a blob of type 'data' or 'tree'", parser);
    };
  }

  private static long readNumber(JsonParser parser, JsonToken value) throws IOException {
    require(value == JsonToken.VALUE_NUMBER_INT, "a whole number", parser);
    long number = parser.getLongValue();
    if (number < 0 || number > PackEntry.MAX_END) {
      throw malformed("%d is not a number of 32 bits".formatted(number), parser);
    }
    return number;
  }

  private void readId(JsonParser parser, JsonToken value) throws IOException {
    require(value == JsonToken.VALUE_STRING, "an id", parser);
    char[] digits = parser.getTextCharacters();
    int at = parser.getTextOffset();
    require(parser.getTextLength() == ID_DIGITS, "an id of 64 digits", parser);
    require(Sha256.read(digits, at, id), "an id of the digits 0-9 and a-f", parser);
  }

  private static void requireOnce(boolean seen, String name, JsonParser parser)
      throws MalformedException {
    if (seen) {
      throw malformed("'" + name + "' stands there twice", parser);
    }
  }

  private static void require(boolean met, String expected, JsonParser parser)
      throws MalformedException {
    if (!met) {
      throw malformed("expected " + expected, parser);
    }
  }

  private static MalformedException malformed(String what, JsonParser parser) {
    return new MalformedException(
        "index file, byte %d: %s".formatted(parser.currentLocation().getByteOffset(), what));
  }
}
