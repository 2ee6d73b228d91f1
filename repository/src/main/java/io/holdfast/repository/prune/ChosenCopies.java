package io.holdfast.repository.prune;

import io.holdfast.repository.Repository;
import io.holdfast.repository.blob.BlobCodec;
import io.holdfast.repository.blob.Damage;
import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.id.PackId;
import io.holdfast.repository.index.PackedBlob;
import io.holdfast.repository.object.DamagedObjectException;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/**
 * Reads the copies that a prune would keep of blobs that stand in several packs: the others go, so
 * that one has to be sound.
 */
final class ChosenCopies implements VerifiedRead.Visitor {
  private final VerifiedRead reading;
  private final BlobCodec codec;
  private final BitSet looked = new BitSet();
  private BitSet lost = new BitSet();

  /**
   * @param codec the calling thread's
   */
  ChosenCopies(Repository repository, BlobCodec codec) {
    this.reading = new VerifiedRead(repository.store(), repository.index());
    this.codec = codec;
  }

  /**
   * The ordinals of those that cannot be read; each is read once, whenever it is asked for.
   *
   * @param chosen by pack, each by offset
   * @throws IOException when the store fails, which says nothing about any copy
   */
  BitSet lost(Map<PackId, List<PackedBlob>> chosen) throws IOException {
    lost = new BitSet();
    for (Map.Entry<PackId, List<PackedBlob>> pack : chosen.entrySet()) {
      List<PackedBlob> blobs =
          pack.getValue().stream().filter(blob -> !looked.get(blob.ordinal())).toList();
      reading.read(pack.getKey(), blobs, codec, this);
      blobs.forEach(blob -> looked.set(blob.ordinal()));
    }
    return lost;
  }

  @Override
  public boolean wants(PackedBlob blob) {
    return true;
  }

  @Override
  public void sound(PackedBlob blob, BlobId id, int length, byte[] bytes, int offset) {}

  @Override
  public void damaged(PackedBlob blob, DamagedObjectException why) {
    lost.set(blob.ordinal());
  }

  @Override
  public void unreadable(List<PackedBlob> blobs, IOException why) throws IOException {
    if (!Damage.is(why)) {
      throw why;
    }
    blobs.forEach(blob -> lost.set(blob.ordinal()));
  }
}
