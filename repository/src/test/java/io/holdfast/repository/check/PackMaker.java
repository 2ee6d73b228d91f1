package io.holdfast.repository.check;

import io.holdfast.repository.Repository;
import io.holdfast.repository.SnapshotFixture;
import io.holdfast.repository.crypto.AuthenticatedCipher;
import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.id.PackId;
import io.holdfast.repository.id.Sha256;
import io.holdfast.repository.index.IndexFile;
import io.holdfast.repository.index.IndexedPack;
import io.holdfast.repository.pack.BlobType;
import io.holdfast.repository.pack.PackEntry;
import io.holdfast.repository.pack.PackHeader;
import io.holdfast.repository.store.ObjectContent;
import io.holdfast.repository.store.ObjectKind;
import io.holdfast.repository.store.ObjectName;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/** Makes packs and index files that no writer makes. */
final class PackMaker implements AutoCloseable {
  private final Repository repository;
  private final AuthenticatedCipher cipher;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final List<PackEntry> entries = new ArrayList<>();

  PackMaker(SnapshotFixture fixture) throws IOException {
    repository = fixture.open();
    cipher = new AuthenticatedCipher(repository.key(), new SecureRandom());
  }

  /** Appends a blob, uncompressed. */
  PackEntry blob(BlobType type, byte[] plain) {
    byte[] sealed = cipher.seal(plain);
    PackEntry entry =
        new PackEntry(type, new BlobId(Sha256.of(plain)), bytes.size(), sealed.length, 0);
    bytes.writeBytes(sealed);
    entries.add(entry);
    return entry;
  }

  /** Ends the pack and stores it. */
  PackId store() throws IOException {
    byte[] header = cipher.seal(PackHeader.encode(entries));
    bytes.writeBytes(header);
    bytes.writeBytes(PackHeader.trailer(header.length));
    byte[] all = bytes.toByteArray();
    PackId id = new PackId(Sha256.of(all));
    repository.store().put(ObjectName.of(ObjectKind.PACK, id.hash()), ObjectContent.of(all));
    return id;
  }

  List<PackEntry> entries() {
    return entries;
  }

  /** Stores an index file that says this about a pack. */
  void index(PackId pack, List<PackEntry> blobs) throws IOException {
    repository
        .objects()
        .save(ObjectKind.INDEX, IndexFile.encode(List.of(new IndexedPack(pack, blobs))));
  }

  @Override
  public void close() {
    cipher.close();
  }
}
