package io.holdfast.repository.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.id.PackId;
import io.holdfast.repository.id.Sha256;
import io.holdfast.repository.index.BlobIndex.Added;
import io.holdfast.repository.pack.BlobType;
import io.holdfast.repository.pack.PackEntry;
import io.holdfast.testkit.fact.Fact;
import io.holdfast.testkit.property.Property;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class BlobIndexTest {
  private static final PackId PACK = new PackId(Sha256.of(new byte[] {1}));
  private static final PackId OTHER_PACK = new PackId(Sha256.of(new byte[] {2}));
  private static final PackId THIRD_PACK = new PackId(Sha256.of(new byte[] {5}));
  private static final BlobId BLOB = new BlobId(Sha256.of(new byte[] {3}));
  private static final BlobId OTHER_BLOB = new BlobId(Sha256.of(new byte[] {4}));

  private final BlobIndex index = new BlobIndex();

  private record Key(BlobType type, BlobId id) {}

  @Test
  void knows_nothing_when_empty() {
    assertThat(index.contains(BlobType.DATA, BLOB)).isFalse();
    assertThat(index.find(BlobType.DATA, BLOB)).isEmpty();
    assertThat(index.findAll(BlobType.DATA, BLOB)).isEmpty();
    assertThat(index.ordinal(BlobType.DATA, BLOB)).isEmpty();
    assertThat(index.plainLength(BlobType.DATA, BLOB)).isEmpty();
    assertThat(index.contains(PACK)).isFalse();
    assertThat(index.blobCount()).isZero();
    assertThat(index.packCount()).isZero();
  }

  @Test
  void tells_a_tree_from_data_with_the_same_id() {
    index.add(pack(PACK, new PackEntry(BlobType.TREE, BLOB, 0, 100, 0)));

    assertThat(index.contains(BlobType.TREE, BLOB)).isTrue();
    assertThat(index.contains(BlobType.DATA, BLOB)).isFalse();
  }

  @Test
  void finds_lengths_of_more_than_24_bits() {
    for (int length : new int[] {0xFF_FFFE, 0xFF_FFFF, 0x100_0000, Integer.MAX_VALUE}) {
      for (int plain : new int[] {0, 0xFF_FFFE, 0xFF_FFFF, 0x100_0000, Integer.MAX_VALUE}) {
        BlobIndex fresh = new BlobIndex();
        PackEntry entry = new PackEntry(BlobType.TREE, BLOB, 0, length, plain);
        fresh.add(pack(PACK, entry));

        assertThat(fresh.find(BlobType.TREE, BLOB)).contains(new Location(PACK, entry));
        assertThat(fresh.plainLength(BlobType.TREE, BLOB)).hasValue(entry.plainLength());
      }
    }
  }

  @Test
  void gives_every_copy_of_a_blob_the_first_one_first() {
    List<Location> expected = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      PackId pack = new PackId(Sha256.of(new byte[] {9, (byte) i}));
      PackEntry entry = new PackEntry(BlobType.DATA, BLOB, 0, 100 + i, 0);
      index.add(pack(pack, entry));
      expected.add(new Location(pack, entry));
    }

    assertThat(index.find(BlobType.DATA, BLOB)).contains(expected.getFirst());
    assertThat(index.findAll(BlobType.DATA, BLOB))
        .containsExactlyInAnyOrderElementsOf(expected)
        .startsWith(expected.getFirst());
    assertThat(index.ordinals(BlobType.DATA, BLOB)).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
    assertThat(index.blobCount()).isEqualTo(5);
  }

  @Test
  @Fact("F19")
  void f19_takes_a_pack_in_two_index_files_once() {
    IndexedPack pack =
        pack(
            PACK,
            new PackEntry(BlobType.DATA, BLOB, 0, 100, 0),
            new PackEntry(BlobType.DATA, OTHER_BLOB, 100, 100, 0));
    index.add(pack);

    Added again = index.add(pack);

    assertThat(again).isEqualTo(Added.REPEATED);
    assertThat(index.blobCount()).isEqualTo(2);
    assertThat(index.packCount()).isEqualTo(1);
  }

  @Test
  @Fact("F19")
  void f19_finds_the_blobs_of_a_split_pack_and_says_that_it_is_split() {
    PackEntry first = new PackEntry(BlobType.DATA, BLOB, 0, 100, 0);
    PackEntry second = new PackEntry(BlobType.DATA, OTHER_BLOB, 100, 100, 0);
    index.add(pack(PACK, first));

    Added other = index.add(pack(PACK, second));
    Added both = index.add(pack(PACK, first, second));

    assertThat(other).isEqualTo(Added.SPLIT);
    assertThat(both).isEqualTo(Added.REPEATED);
    assertThat(index.find(BlobType.DATA, BLOB)).contains(new Location(PACK, first));
    assertThat(index.find(BlobType.DATA, OTHER_BLOB)).contains(new Location(PACK, second));
    assertThat(index.blobCount()).isEqualTo(2);
  }

  @Test
  @Fact("F19")
  void f19_is_not_fooled_by_a_pack_that_comes_again_with_other_places() {
    index.add(pack(PACK, new PackEntry(BlobType.DATA, BLOB, 0, 100, 0)));

    Added moved = index.add(pack(PACK, new PackEntry(BlobType.DATA, BLOB, 0, 101, 0)));

    assertThat(moved).isEqualTo(Added.SPLIT);
    assertThat(index.findAll(BlobType.DATA, BLOB)).hasSize(2);
  }

  @Test
  void tells_packs_apart_by_their_whole_id() {
    PackId twin = new PackId(new Sha256(1, 2, 3, 4));
    PackId other = new PackId(new Sha256(1, 2, 3, 5));
    index.add(pack(twin, new PackEntry(BlobType.DATA, BLOB, 0, 100, 0)));

    Added added = index.add(pack(other, new PackEntry(BlobType.DATA, BLOB, 0, 100, 0)));

    assertThat(added).isEqualTo(Added.NEW);
    assertThat(index.contains(twin)).isTrue();
    assertThat(index.findAll(BlobType.DATA, BLOB))
        .extracting(Location::pack)
        .containsExactly(twin, other);
  }

  @Test
  void finds_offsets_deep_inside_a_long_pack() {
    List<PackEntry> entries = new ArrayList<>();
    long offset = 0;
    for (int i = 0; i < 5000; i++) {
      BlobId id = new BlobId(Sha256.of(new byte[] {(byte) i, (byte) (i >> 8)}));
      entries.add(new PackEntry(BlobType.DATA, id, offset, 40 + i % 7, 0));
      offset = entries.getLast().end();
    }
    index.add(new IndexedPack(PACK, entries));

    for (PackEntry entry : entries) {
      assertThat(index.find(BlobType.DATA, entry.id())).contains(new Location(PACK, entry));
    }
  }

  @Test
  void finds_offsets_above_2_gib() {
    List<PackEntry> entries =
        List.of(
            new PackEntry(BlobType.DATA, BLOB, 0, Integer.MAX_VALUE - 40, 0),
            new PackEntry(BlobType.DATA, OTHER_BLOB, 4_000_000_000L, 100, 0));
    index.add(new IndexedPack(PACK, entries));

    assertThat(index.find(BlobType.DATA, OTHER_BLOB))
        .contains(new Location(PACK, entries.getLast()));
  }

  @Test
  void is_a_map_from_blobs_to_places() {
    Property.check(
        60,
        random -> {
          BlobIndex tested = new BlobIndex();
          RandomPacks source = new RandomPacks(random);
          Map<Key, List<Location>> oracle = new HashMap<>();
          for (IndexedPack pack : source.packs(random.nextInt(1, 400))) {
            assertThat(tested.add(pack)).isEqualTo(Added.NEW);
            for (PackEntry entry : pack.blobs()) {
              oracle
                  .computeIfAbsent(new Key(entry.type(), entry.id()), _ -> new ArrayList<>())
                  .add(new Location(pack.id(), entry));
            }
          }

          assertThat(tested.blobCount())
              .isEqualTo(oracle.values().stream().mapToInt(List::size).sum());
          oracle.forEach((key, places) -> {
            assertThat(tested.findAll(key.type(), key.id()))
                .containsExactlyInAnyOrderElementsOf(places);
            assertThat(places).contains(tested.find(key.type(), key.id()).orElseThrow());
          });
          for (int i = 0; i < 1000; i++) {
            assertThat(tested.contains(BlobType.DATA, new BlobId(source.hash()))).isFalse();
          }
        });
  }

  @Test
  void walks_through_all_packs_with_ordinals_that_count_up() {
    Property.check(
        30,
        random -> {
          BlobIndex tested = new BlobIndex();
          List<IndexedPack> packs = new RandomPacks(random).packs(random.nextInt(300));
          packs.forEach(tested::add);
          List<IndexedPack> walked = new ArrayList<>();
          int[] next = new int[1];

          tested.forEachPack((id, blobs) -> {
            IndexedPack pack = packs.get(walked.size());
            walked.add(pack);
            assertThat(id).isEqualTo(pack.id());
            List<PackEntry> ordered =
                pack.blobs().stream().sorted(Comparator.comparingLong(PackEntry::offset)).toList();
            assertThat(blobs).hasSameSizeAs(ordered);
            for (int i = 0; i < blobs.size(); i++) {
              PackEntry entry = ordered.get(i);
              int ordinal = next[0]++;
              assertThat(blobs.get(i))
                  .isEqualTo(
                      new PackedBlob(
                          ordinal,
                          entry.type(),
                          entry.offset(),
                          entry.length(),
                          entry.uncompressedLength()));
              assertThat(tested.ordinals(entry.type(), entry.id())).contains(ordinal);
              assertThat(tested.packOf(ordinal)).isEqualTo(id);
            }
          });

          assertThat(walked).hasSameSizeAs(packs);
          assertThat(next[0]).isEqualTo(tested.blobCount());
        });
  }

  @Test
  void is_not_slowed_down_by_a_hostile_index() {
    int copies = 100_000;
    for (int i = 0; i < copies; i++) {
      PackId pack = new PackId(new Sha256(0, i, 0, 0));
      index.add(pack(pack, new PackEntry(BlobType.DATA, BLOB, 0, 100, 0)));
    }
    for (int i = 0; i < copies; i++) {
      BlobId id = new BlobId(new Sha256(0, 0, (long) i << 1, 0));
      index.add(pack(PACK, new PackEntry(BlobType.DATA, id, 0, 100, 0)));
    }

    assertThat(index.ordinals(BlobType.DATA, BLOB).count()).isEqualTo(copies);
    assertThat(index.blobCount()).isEqualTo(2 * copies);
    assertThat(index.contains(OTHER_PACK)).isFalse();
  }

  @Test
  void takes_at_most_40_bytes_per_blob_at_16_blobs_per_pack() {
    int blobs = 1_000_000;
    Random random = new Random(7);
    PackBlobs pack = new PackBlobs();
    long[] id = new long[4];
    double worst = 0;
    for (int added = 0; added < blobs; added += 16) {
      pack.clear();
      for (int i = 0; i < 16; i++) {
        for (int word = 0; word < id.length; word++) {
          id[word] = random.nextLong();
        }
        pack.append(id, BlobType.DATA, i * 1000L, 1000, 2000);
      }
      pack.arrange();
      index.add(new PackId(new Sha256(id[0], id[1], id[2], 0)), pack);
      if (added >= 300_000 && added % 1600 == 0) {
        worst = Math.max(worst, (double) index.bytesUsed() / index.blobCount());
      }
    }

    assertThat(worst).isLessThanOrEqualTo(40).isGreaterThan(30);
  }

  @Test
  void counts_memory_for_what_lies_outside_its_arrays() {
    Set<Long> sizes = new HashSet<>();
    sizes.add(index.bytesUsed());

    index.add(pack(PACK, new PackEntry(BlobType.DATA, BLOB, 5, 100, 0)));
    sizes.add(index.bytesUsed());
    index.add(pack(OTHER_PACK, new PackEntry(BlobType.DATA, BLOB, 0, 1 << 25, 0)));
    sizes.add(index.bytesUsed());

    assertThat(sizes).hasSize(3);
  }

  @Test
  void knows_no_blob_of_a_withdrawn_pack_until_it_is_added_again() {
    PackEntry entry = new PackEntry(BlobType.DATA, BLOB, 0, 100, 0);
    PackEntry other = new PackEntry(BlobType.DATA, OTHER_BLOB, 0, 100, 0);
    index.add(pack(PACK, entry));
    index.add(pack(THIRD_PACK, other));

    index.withdraw(Set.of(PACK));

    assertThat(index.contains(BlobType.DATA, BLOB)).isFalse();
    assertThat(index.findAll(BlobType.DATA, BLOB)).isEmpty();
    assertThat(index.plainLength(BlobType.DATA, BLOB)).isEmpty();
    assertThat(index.contains(BlobType.DATA, OTHER_BLOB)).isTrue();

    index.add(pack(OTHER_PACK, entry));

    assertThat(index.findAll(BlobType.DATA, BLOB)).containsExactly(new Location(OTHER_PACK, entry));
    assertThat(index.ordinal(BlobType.DATA, BLOB)).hasValue(2);
  }

  private static IndexedPack pack(PackId id, PackEntry... entries) {
    return new IndexedPack(id, List.of(entries));
  }
}
