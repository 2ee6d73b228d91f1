package io.holdfast.repository.backup;

import io.holdfast.repository.blob.BlobWriter;
import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.id.Sha256;
import io.holdfast.repository.pack.BlobType;
import java.io.IOException;

/** Saves blobs under the hash of their content and counts what was new. */
final class Saver {
  private final BlobWriter writer;
  private final KnownTrees knownTrees;
  private final BackupCounts counts;

  Saver(BlobWriter writer, KnownTrees knownTrees, BackupCounts counts) {
    this.writer = writer;
    this.knownTrees = knownTrees;
    this.counts = counts;
  }

  BlobId data(byte[] bytes, int offset, int length, Lane lane) throws IOException {
    BlobId id = new BlobId(Sha256.of(bytes, offset, length));
    BlobWriter.Saved saved = writer.save(BlobType.DATA, id, bytes, offset, length, lane.codec());
    if (saved.isNew()) {
      counts.storedData(length, saved.storedLength());
    }
    return id;
  }

  BlobId tree(byte[] bytes, Lane lane) throws IOException {
    BlobId id = new BlobId(Sha256.of(bytes));
    BlobWriter.Saved saved = writer.save(BlobType.TREE, id, bytes, 0, bytes.length, lane.codec());
    if (!saved.isNew() && knownTrees.mustReplace(id, lane.codec())) {
      saved = writer.saveAgain(BlobType.TREE, id, bytes, 0, bytes.length, lane.codec());
    }
    if (saved.isNew()) {
      counts.storedTree(bytes.length, saved.storedLength());
    }
    return id;
  }
}
