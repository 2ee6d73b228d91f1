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
import io.holdfast.repository.object.RepeatedRead;
import java.io.IOException;
import java.util.ArrayList;
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
  /** Where other copies are bad so many times over, no writers side by side have left them. */
  private static final int MOST_ROUNDS = 16;

  private final BlobIndex index;
  private final VerifiedRead reading;
  private final BlobCodec codec;
  private final Set<PackId> verified;
  private final BitSet looked = new BitSet();
  private final BitSet lost = new BitSet();
  private final List<PackedBlob> unsound = new ArrayList<>();

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
   * Chooses copies, reads them, and chooses others where they are damaged; where all are, one of
   * those.
   *
   * @param used ordinals of first copies
   * @param listed the packs of the store with their sizes
   * @throws IOException when the store fails, which says nothing about any copy
   */
  PackUses choose(BitSet used, Map<PackId, Long> listed) throws IOException {
    loseWhatIsNotListed(listed);
    PackUses uses = new PackUses(index, used, lost);
    for (int round = 0; findsLost(uses.chosenCopies()); round++) {
      if (round == MOST_ROUNDS) {
        throw new IOException(
            "nothing is pruned: %d times over, copies of blobs were damaged; run 'holdfast check --read-data' to see what that affects"
                .formatted(MOST_ROUNDS));
      }
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

  /** Whether more is lost than was known; a copy that is chosen again is not read again. */
  private boolean findsLost(Map<PackId, List<PackedBlob>> chosen) throws IOException {
    int before = lost.cardinality();
    for (Map.Entry<PackId, List<PackedBlob>> pack : chosen.entrySet()) {
      if (!verified.contains(pack.getKey())) {
        List<PackedBlob> blobs =
            pack.getValue().stream().filter(blob -> !looked.get(blob.ordinal())).toList();
        List<PackedBlob> left = blobs;
        for (int read = 0; read < RepeatedRead.READS && !left.isEmpty(); read++) {
          left = unsound(pack.getKey(), left);
        }
        left.forEach(blob -> lost.set(blob.ordinal()));
        blobs.forEach(blob -> looked.set(blob.ordinal()));
      }
    }
    return lost.cardinality() > before;
  }

  /** Those of the blobs that did not come as they should. */
  private List<PackedBlob> unsound(PackId pack, List<PackedBlob> blobs) throws IOException {
    unsound.clear();
    reading.read(pack, blobs, codec, this);
    return List.copyOf(unsound);
  }

  @Override
  public boolean wants(PackedBlob blob) {
    return true;
  }

  @Override
  public void sound(PackedBlob blob, BlobId id, int length, byte[] bytes, int offset) {}

  @Override
  public void damaged(PackedBlob blob, DamagedObjectException why) {
    unsound.add(blob);
  }

  @Override
  public void unreadable(List<PackedBlob> blobs, IOException why) throws IOException {
    if (!Damage.is(why)) {
      throw why;
    }
    unsound.addAll(blobs);
  }
}
