package io.holdfast.repository.index;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.holdfast.repository.codec.MalformedException;
import io.holdfast.repository.id.PackId;
import io.holdfast.repository.pack.PackEntry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * The codec for index files: JSON that lists packs with their blobs (F18).
 *
 * <p>The bytes here are the JSON itself, opened and decompressed; {@code codec} wraps it (F10).
 */
public final class IndexFile {
  /** An index file is closed at so many blobs, unless one pack alone has more (F18, F19). */
  public static final int MAX_BLOBS = 50_000;

  /**
   * The most bytes of JSON that are read: a file of 50,000 blobs has 9 MB, one of the largest
   * pack's 453,000 blobs 80 MB.
   */
  public static final int MAX_BYTES = 128 << 20;

  private static final JsonFactory JSON = new JsonFactory();

  // About what a blob takes: 64 digits of id, the names, three numbers.
  private static final int BYTES_PER_BLOB = 180;

  private IndexFile() {}

  /**
   * What an index file held.
   *
   * @param emptyPacks those among {@code packs} that name no blob; the visitor does not get them
   * @param packsToDelete packs that rustic has marked for deletion; they are no part of the index
   *     (F20)
   */
  public record Summary(int packs, int blobs, int emptyPacks, int packsToDelete) {}

  /**
   * Passes the packs of an index file on, in the order of the file.
   *
   * <p>Packs that the visitor got before the exception came are as good as any.
   *
   * @throws MalformedException when the bytes are no index file of format version 2
   */
  public static Summary read(byte[] json, PackVisitor visitor) throws MalformedException {
    return new IndexReader(visitor).read(json);
  }

  /** The packs of an index file. */
  public static List<IndexedPack> decode(byte[] json) throws MalformedException {
    List<IndexedPack> packs = new ArrayList<>();
    read(json, (id, blobs) -> packs.add(new IndexedPack(id, blobs.entries())));
    return packs;
  }

  /** An index file's bytes, read back and compared before they are returned. */
  public static byte[] encode(List<IndexedPack> packs) {
    int blobs = packs.stream().mapToInt(pack -> pack.blobs().size()).sum();
    ByteArrayOutputStream out = new ByteArrayOutputStream(1024 + blobs * BYTES_PER_BLOB);
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeArrayFieldStart("packs");
      for (IndexedPack pack : packs) {
        write(pack, json);
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException("writing to memory failed", impossible);
    }
    byte[] bytes = out.toByteArray();
    requireDecodesTo(packs, bytes);
    return bytes;
  }

  private static void write(IndexedPack pack, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", pack.id().hex());
    json.writeArrayFieldStart("blobs");
    for (PackEntry blob : pack.blobs()) {
      json.writeStartObject();
      json.writeStringField("id", blob.id().hex());
      json.writeStringField("type", blob.type().word());
      json.writeNumberField("offset", blob.offset());
      json.writeNumberField("length", blob.length());
      if (blob.compressed()) {
        json.writeNumberField("uncompressed_length", blob.uncompressedLength());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  // Pack by pack, for fifty thousand blobs are much to hold a second and a third time.
  private static void requireDecodesTo(List<IndexedPack> packs, byte[] bytes) {
    Iterator<IndexedPack> written = packs.iterator();
    try {
      read(bytes, (id, blobs) -> requireSame(written, id, blobs));
    } catch (MalformedException e) {
      throw new IllegalStateException("a new index file cannot be read back", e);
    }
    if (written.hasNext()) {
      throw new IllegalStateException("a new index file reads back as less than was written");
    }
  }

  private static void requireSame(Iterator<IndexedPack> written, PackId id, PackBlobs blobs) {
    boolean same = false;
    if (written.hasNext()) {
      IndexedPack pack = written.next();
      same = pack.id().equals(id) && PackBlobs.of(pack.blobs()).entries().equals(blobs.entries());
    }
    if (!same) {
      throw new IllegalStateException("a new index file reads back as something else");
    }
  }
}
