package io.holdfast.repository.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.id.PackId;
import io.holdfast.repository.id.Sha256;
import io.holdfast.repository.pack.BlobType;
import io.holdfast.repository.pack.PackEntry;
import io.holdfast.testkit.fact.Fact;
import io.holdfast.testkit.property.Property;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class UnwrittenPacksTest {
  private final UnwrittenPacks packs = new UnwrittenPacks();

  @Test
  @Fact("F18")
  void f18_ends_a_file_at_50_000_blobs() {
    IndexedPack first = pack(30_000);
    IndexedPack second = pack(20_000);
    IndexedPack third = pack(1);

    assertThat(packs.add(first)).isEmpty();
    assertThat(packs.add(second)).isEmpty();
    assertThat(packs.add(third)).contains(List.of(first, second));
    assertThat(packs.take()).contains(List.of(third));
    assertThat(packs.take()).isEmpty();
  }

  @Test
  @Fact("F19")
  void f19_gives_a_pack_with_more_blobs_a_file_of_its_own() {
    IndexedPack small = pack(1);
    IndexedPack huge = pack(50_001);

    assertThat(packs.add(small)).isEmpty();
    assertThat(packs.add(huge)).contains(List.of(small));
    assertThat(packs.add(small)).contains(List.of(huge));
    assertThat(packs.take()).contains(List.of(small));
  }

  @Test
  void hands_out_again_what_could_not_be_written() {
    List<IndexedPack> failed = List.of(pack(30_000));
    packs.putBack(failed);
    IndexedPack next = pack(30_000);

    assertThat(packs.add(next)).isEmpty();
    assertThat(packs.take()).contains(failed);
    assertThat(packs.take()).contains(List.of(next));
    assertThat(packs.take()).isEmpty();
  }

  @Test
  @Fact("F19")
  void f19_hands_out_every_pack_whole_and_once() {
    Property.check(
        20,
        random -> {
          UnwrittenPacks tested = new UnwrittenPacks();
          List<IndexedPack> added = new ArrayList<>();
          List<IndexedPack> handedOut = new ArrayList<>();
          for (int i = 0; i < 30; i++) {
            IndexedPack pack = pack(1 + random.nextInt(20_000));
            added.add(pack);
            tested.add(pack).ifPresent(handedOut::addAll);
          }
          tested.take().ifPresent(handedOut::addAll);

          assertThat(handedOut).isEqualTo(added);
        });
  }

  private static IndexedPack pack(int blobs) {
    List<PackEntry> entries = new ArrayList<>(blobs);
    for (int i = 0; i < blobs; i++) {
      BlobId id = new BlobId(new Sha256(i, 0, 0, 0));
      entries.add(new PackEntry(BlobType.DATA, id, i * 40L, 40, 0));
    }
    return new IndexedPack(new PackId(new Sha256(blobs, 0, 0, 0)), entries);
  }
}
