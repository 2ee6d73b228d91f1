package io.holdfast.repository.hostile;

import io.holdfast.repository.Creation;
import io.holdfast.repository.Opening;
import io.holdfast.repository.Repository;
import io.holdfast.repository.chunk.ChunkerParameters;
import io.holdfast.repository.codec.CompressionLevel;
import io.holdfast.repository.codec.Compressor;
import io.holdfast.repository.crypto.AuthenticatedCipher;
import io.holdfast.repository.crypto.Password;
import io.holdfast.repository.crypto.ScryptParameters;
import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.id.PackId;
import io.holdfast.repository.id.Sha256;
import io.holdfast.repository.id.SnapshotId;
import io.holdfast.repository.index.IndexFile;
import io.holdfast.repository.index.IndexedPack;
import io.holdfast.repository.pack.BlobType;
import io.holdfast.repository.pack.PackEntry;
import io.holdfast.repository.pack.PackHeader;
import io.holdfast.repository.store.MemoryObjectStore;
import io.holdfast.repository.store.ObjectContent;
import io.holdfast.repository.store.ObjectKind;
import io.holdfast.repository.store.ObjectName;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A repository whose keys are right and whose content is somebody's who means harm: every object
 * authenticates, and says what it likes.
 *
 * <p>Blobs gather in one open pack per type until {@link #flush} stores and indexes them.
 */
final class HostileRepository implements AutoCloseable {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final ScryptParameters CHEAP = new ScryptParameters(1024, 8, 1);

  private static final String TIMES =
      """
      "mtime":"2026-01-02T03:04:05Z","atime":"2026-01-02T03:04:05Z","ctime":"2026-01-02T03:04:05Z","uid":0,"gid":0\
      """
          .strip();

  private final MemoryObjectStore store = new MemoryObjectStore();
  private final Repository maker;
  private final AuthenticatedCipher cipher;
  private final Compressor compressor = new Compressor(CompressionLevel.AUTO);
  private final OpenPack data = new OpenPack();
  private final OpenPack trees = new OpenPack();

  private static final class OpenPack {
    final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    final List<PackEntry> entries = new ArrayList<>();
  }

  HostileRepository() throws IOException {
    try (Password password = password()) {
      maker =
          new Creation(ChunkerParameters.Gear.generate(RANDOM), CHEAP, "user", "host")
              .create(store, password, RANDOM, Instant.parse("2026-11-22T10:00:00Z"));
    }
    cipher = new AuthenticatedCipher(maker.key(), RANDOM);
  }

  private static Password password() {
    return Password.of(Specimens.utf8("secret"));
  }

  MemoryObjectStore store() {
    return store;
  }

  /** The repository as a victim opens it, whose index is not loaded. */
  Repository open() throws IOException {
    flush();
    try (Password password = password()) {
      return switch (Opening.open(store, password, Optional.empty(), RANDOM)) {
        case Opening.Opened(Repository repository) -> repository;
        case Opening.NoRepository _, Opening.NoUsableKey _, Opening.WrongPassword _ ->
            throw new IllegalStateException("the hostile repository does not open");
      };
    }
  }

  /** The repository with its index. */
  Repository openWithIndex() throws IOException {
    Repository repository = open();
    repository.loadIndex();
    return repository;
  }

  BlobId data(byte[] content) {
    return blob(BlobType.DATA, content);
  }

  /** A tree of these nodes, as they stand in its JSON. */
  BlobId tree(String... nodes) {
    return rawTree("{\"nodes\":[" + String.join(",", nodes) + "]}\n");
  }

  BlobId rawTree(String json) {
    return blob(BlobType.TREE, Specimens.utf8(json));
  }

  BlobId blob(BlobType type, byte[] content) {
    BlobId id = new BlobId(Sha256.of(content));
    byte[] stored = content.length == 0 ? content : compressor.compress(content);
    return blob(type, id, stored, content.length);
  }

  /** A blob that may lie about its id, its length, or both. */
  BlobId blob(BlobType type, BlobId id, byte[] stored, int uncompressedLength) {
    OpenPack pack = type == BlobType.DATA ? data : trees;
    byte[] sealed = cipher.seal(stored);
    pack.entries.add(new PackEntry(type, id, pack.bytes.size(), sealed.length, uncompressedLength));
    pack.bytes.writeBytes(sealed);
    return id;
  }

  /** Stores the open packs with index files that are right. */
  void flush() throws IOException {
    flush(data);
    flush(trees);
  }

  private void flush(OpenPack pack) throws IOException {
    if (pack.entries.isEmpty()) {
      return;
    }
    byte[] header = cipher.seal(PackHeader.encode(pack.entries));
    pack.bytes.writeBytes(header);
    pack.bytes.writeBytes(PackHeader.trailer(header.length));
    PackId id = pack(pack.bytes.toByteArray());
    index(IndexFile.encode(List.of(new IndexedPack(id, pack.entries))));
    pack.bytes.reset();
    pack.entries.clear();
  }

  /** Stores any bytes as a pack. */
  PackId pack(byte[] bytes) throws IOException {
    Sha256 hash = Sha256.of(bytes);
    store.put(ObjectName.of(ObjectKind.PACK, hash), ObjectContent.of(bytes));
    return new PackId(hash);
  }

  /** Stores any JSON as an index file. */
  void index(byte[] json) throws IOException {
    maker.objects().save(ObjectKind.INDEX, json);
  }

  /** A snapshot of a tree, or of anything else. */
  SnapshotId snapshot(BlobId tree) throws IOException {
    flush();
    return rawSnapshot(
        """
        {"time":"2026-11-22T10:00:00Z","tree":"%s","paths":["/source"],"hostname":"host"}\
        """
            .formatted(tree));
  }

  SnapshotId rawSnapshot(String json) throws IOException {
    return new SnapshotId(maker.objects().save(ObjectKind.SNAPSHOT, Specimens.utf8(json)).hash());
  }

  /** A file's node; {@code name} as it stands in JSON. */
  static String file(String name, long size, BlobId... content) {
    StringBuilder ids = new StringBuilder();
    for (BlobId id : content) {
      ids.append(ids.isEmpty() ? "\"" : ",\"").append(id).append('"');
    }
    return """
    {"name":"%s","type":"file","mode":420,%s,"inode":7,"size":%d,"links":1,"content":[%s]}\
    """
        .formatted(name, TIMES, size, ids);
  }

  static String directory(String name, BlobId tree) {
    return """
    {"name":"%s","type":"dir","mode":2147484141,%s,"content":null,"subtree":"%s"}\
    """
        .formatted(name, TIMES, tree);
  }

  static String symlink(String name, String target) {
    return """
    {"name":"%s","type":"symlink","mode":134218239,%s,"linktarget":"%s","content":null}\
    """
        .formatted(name, TIMES, target);
  }

  @Override
  public void close() throws IOException {
    cipher.close();
    compressor.close();
    maker.close();
  }
}
