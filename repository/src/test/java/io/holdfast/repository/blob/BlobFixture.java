package io.holdfast.repository.blob;

import io.holdfast.repository.codec.CompressionLevel;
import io.holdfast.repository.crypto.AuthenticatedCipher;
import io.holdfast.repository.crypto.MasterKey;
import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.id.PackId;
import io.holdfast.repository.id.Sha256;
import io.holdfast.repository.index.BlobIndex;
import io.holdfast.repository.index.IndexFile;
import io.holdfast.repository.index.IndexedPack;
import io.holdfast.repository.object.SealedObjects;
import io.holdfast.repository.pack.BlobType;
import io.holdfast.repository.pack.PackEntry;
import io.holdfast.repository.pack.PackHeader;
import io.holdfast.repository.store.MemoryObjectStore;
import io.holdfast.repository.store.ObjectKind;
import io.holdfast.repository.store.ObjectName;
import io.holdfast.repository.store.ObjectStore;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** A repository of blobs alone, in memory. */
final class BlobFixture {
  static final BlobWriter.Settings SMALL = new BlobWriter.Settings(4L << 20, 2);

  private static final SecureRandom RANDOM = new SecureRandom();

  private final MemoryObjectStore store = new MemoryObjectStore();
  private final MasterKey key = MasterKey.generate(RANDOM);
  private final SealedObjects objects = new SealedObjects(store, key, RANDOM);
  private final BlobIndex index = new BlobIndex();

  MemoryObjectStore store() {
    return store;
  }

  SealedObjects objects() {
    return objects;
  }

  /** What {@link #writer} knows of. */
  BlobIndex index() {
    return index;
  }

  BlobWriter writer() {
    return writer(store);
  }

  /** One that stores in a decorated store. */
  BlobWriter writer(ObjectStore over) {
    return new BlobWriter(over, new SealedObjects(over, key, RANDOM), index, SMALL, () -> {});
  }

  BlobCodec codec() {
    return new BlobCodec(key, RANDOM, CompressionLevel.FASTEST, new LargeWorkspaces());
  }

  /** The header of a stored pack. */
  List<PackEntry> header(PackId id) throws IOException {
    ObjectName name = ObjectName.of(ObjectKind.PACK, id.hash());
    int size = (int) store.size(name);
    byte[] pack = store.read(name, 0, size);
    int sealed = PackHeader.sealedLength(pack, size);
    byte[] header =
        Arrays.copyOfRange(
            pack, size - PackHeader.TRAILER_BYTES - sealed, size - PackHeader.TRAILER_BYTES);
    try (AuthenticatedCipher cipher = new AuthenticatedCipher(key, RANDOM)) {
      return PackHeader.decode(cipher.open(header), size);
    }
  }

  /** What the stored index files name. */
  List<IndexedPack> indexedPacks() throws IOException {
    List<IndexedPack> packs = new ArrayList<>();
    store.list(ObjectKind.INDEX, (name, _) -> packs.addAll(IndexFile.decode(objects.load(name))));
    return packs;
  }

  static BlobWriter.Saved save(BlobWriter writer, BlobCodec codec, BlobType type, byte[] bytes)
      throws IOException {
    return writer.save(type, id(bytes), bytes, 0, bytes.length, codec);
  }

  static BlobId id(byte[] bytes) {
    return new BlobId(Sha256.of(bytes));
  }

  static byte[] noise(long seed, int length) {
    byte[] noise = new byte[length];
    new Random(seed).nextBytes(noise);
    return noise;
  }
}
