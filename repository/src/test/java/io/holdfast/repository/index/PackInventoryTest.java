package io.holdfast.repository.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.id.PackId;
import io.holdfast.repository.id.Sha256;
import io.holdfast.repository.pack.BlobType;
import io.holdfast.repository.pack.PackEntry;
import io.holdfast.repository.pack.PackHeader;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PackInventoryTest {
  private static final PackId PACK = new PackId(Sha256.of(new byte[] {1}));
  private static final PackId OTHER_PACK = new PackId(Sha256.of(new byte[] {2}));
  private static final PackId THIRD_PACK = new PackId(Sha256.of(new byte[] {5}));
  private static final BlobId BLOB = new BlobId(Sha256.of(new byte[] {3}));
  private static final BlobId OTHER_BLOB = new BlobId(Sha256.of(new byte[] {4}));

  private final BlobIndex index = new BlobIndex();

  @Test
  void names_packs_that_were_not_listed_or_as_too_short() {
    PackEntry plain = new PackEntry(BlobType.DATA, BLOB, 0, 100, 0);
    PackEntry compressed = new PackEntry(BlobType.DATA, OTHER_BLOB, 100, 50, 90);
    long size = PackHeader.packSize(List.of(plain, compressed));
    add(PACK, plain, compressed);
    // The parts of a split pack.
    add(OTHER_PACK, plain);
    add(OTHER_PACK, compressed);
    add(THIRD_PACK, plain);

    PackInventory inventory = new PackInventory(index);
    inventory.listed(PACK, size);
    inventory.listed(OTHER_PACK, size);
    assertThat(inventory.notShown()).containsExactly(THIRD_PACK);

    PackInventory shorter = new PackInventory(index);
    shorter.listed(PACK, size - 1);
    shorter.listed(OTHER_PACK, size - 1);
    assertThat(shorter.notShown()).containsExactly(PACK, OTHER_PACK, THIRD_PACK);
  }

  @Test
  void takes_the_second_of_two_packs_whose_ids_begin_alike_for_lost() {
    PackEntry entry = new PackEntry(BlobType.DATA, BLOB, 0, 100, 0);
    PackId alike = new PackId(new Sha256(1, 2, 3, 4));
    PackId second = new PackId(new Sha256(1, 2, 3, 5));
    add(alike, entry);
    add(second, entry);

    PackInventory inventory = new PackInventory(index);
    inventory.listed(alike, 1000);
    inventory.listed(second, 1000);

    assertThat(inventory.notShown()).containsExactly(second);
  }

  private void add(PackId id, PackEntry... entries) {
    index.add(new IndexedPack(id, List.of(entries)));
  }
}
