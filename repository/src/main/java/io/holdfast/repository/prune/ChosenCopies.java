package io.holdfast.repository.prune;

import io.holdfast.repository.Repository;
import io.holdfast.repository.blob.BlobCodec;
import io.holdfast.repository.blob.Damage;
import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.id.PackId;
import io.holdfast.repository.index.BlobIndex;
import io.holdfast.repository.index.PackInventory;
import io.holdfast.repository.index.PackedBlob;
import io.holdfast.repository.object.DamagedObjectException;
import java.io.IOException;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Chooses the copies that a prune keeps of blobs that stand in several packs, and reads them: the
 * others go, so that one has to be sound. For one thread.
 */
final class ChosenCopies implements VerifiedRead.Visitor {
  private final BlobIndex index;
  private final VerifiedRead reading;
  private final BlobCodec codec;
  private final Set<PackId> verified;
  private final BitSet looked = new BitSet();
  private final BitSet lost = new BitSet();

  /**
   * @param codec the calling thread's
   * @param verified packs that were stored a moment ago, each blob verified
   */
  ChosenCopies(Repository repository, BlobCodec codec, Collection<PackId> verified) {
    this.index = repository.index();
    this.reading = new VerifiedRead(repository.store(), index);
    this.codec = codec;
    this.verified = Set.copyOf(verified);
  }

  /**
   * Chooses copies, reads them, and chooses others where they are damaged.
   *
   * @param used ordinals of first copies
   * @param listed the packs of the store with their sizes
   * @throws IOException when the store fails, which says nothing about any copy
   */
  PackUses choose(BitSet used, Map<PackId, Long> listed) throws IOException {
    loseWhatIsNotListed(listed);
    PackUses uses = new PackUses(index, used, lost);
    while (findsLost(uses.chosenCopies())) {
      uses = new PackUses(index, used, lost);
    }
    return uses;
  }

  /** The copies in packs that are not listed, or as too short. */
  private void loseWhatIsNotListed(Map<PackId, Long> listed) {
    PackInventory inventory = new PackInventory(index);
    listed.forEach(inventory::listed);
    Set<PackId> packs = inventory.notShown();
    index.forEachPack((id, blobs) -> {
      if (packs.contains(id)) {
        blobs.forEach(blob -> lost.set(blob.ordinal()));
      }
    });
  }

  /** Whether more is lost than was known; each copy is read once, whenever it is chosen. */
  private boolean findsLost(Map<PackId, List<PackedBlob>> chosen) throws IOException {
    int before = lost.cardinality();
    for (Map.Entry<PackId, List<PackedBlob>> pack : chosen.entrySet()) {
      if (!verified.contains(pack.getKey())) {
        List<PackedBlob> blobs =
            pack.getValue().stream().filter(blob -> !looked.get(blob.ordinal())).toList();
        reading.read(pack.getKey(), blobs, codec, this);
        blobs.forEach(blob -> looked.set(blob.ordinal()));
      }
    }
    return lost.cardinality() > before;
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
