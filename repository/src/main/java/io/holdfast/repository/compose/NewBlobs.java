package io.holdfast.repository.compose;

import io.holdfast.repository.Repository;
import io.holdfast.repository.blob.BlobCodec;
import io.holdfast.repository.blob.BlobWriter;
import io.holdfast.repository.blob.Damage;
import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.id.Sha256;
import io.holdfast.repository.pack.BlobType;
import io.holdfast.repository.tree.BlobList;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Stores what a composed snapshot adds, and counts it; for one thread. */
final class NewBlobs {
  /** Readers take any cuts (F33). */
  private static final int CUT = 4 << 20;

  private final Repository repository;
  private final BlobWriter writer;
  private final BlobCodec codec;
  private int trees;
  private long bytes;

  NewBlobs(Repository repository, BlobWriter writer, BlobCodec codec) {
    this.repository = repository;
    this.writer = writer;
    this.codec = codec;
  }

  int trees() {
    return trees;
  }

  long bytes() {
    return bytes;
  }

  BlobList content(byte[] content) throws IOException {
    List<BlobId> ids = new ArrayList<>();
    for (int at = 0; at < content.length; at += CUT) {
      int length = Math.min(CUT, content.length - at);
      BlobId id = new BlobId(Sha256.of(content, at, length));
      if (writer.save(BlobType.DATA, id, content, at, length, codec).isNew()) {
        bytes += length;
      }
      ids.add(id);
    }
    return BlobList.of(ids);
  }

  BlobId tree(byte[] tree) throws IOException {
    BlobId id = new BlobId(Sha256.of(tree));
    boolean wasThere = repository.index().contains(BlobType.TREE, id);
    boolean isNew = writer.save(BlobType.TREE, id, tree, 0, tree.length, codec).isNew();
    if (wasThere && isDamaged(id)) {
      isNew = writer.saveAgain(BlobType.TREE, id, tree, 0, tree.length, codec).isNew();
    }
    if (isNew) {
      trees++;
      bytes += tree.length;
    }
    return id;
  }

  /** A snapshot does not build on what is lost, as no backup does. */
  private boolean isDamaged(BlobId tree) throws IOException {
    try {
      repository.reader().load(BlobType.TREE, tree, codec);
      return false;
    } catch (IOException failed) {
      if (!Damage.is(failed)) {
        throw failed;
      }
      return true;
    }
  }
}
