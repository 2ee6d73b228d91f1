package io.holdfast.repository.index;

import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.id.PackId;
import io.holdfast.repository.id.Sha256;
import io.holdfast.repository.pack.BlobType;
import io.holdfast.repository.pack.PackEntry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Packs from a seed: most are sound; some have gaps, huge blobs, copies, or very many blobs. */
final class RandomPacks {
  private final Random random;
  private final List<PackEntry> earlier = new ArrayList<>();

  RandomPacks(Random random) {
    this.random = random;
  }

  List<IndexedPack> packs(int count) {
    List<IndexedPack> packs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      packs.add(pack());
    }
    return packs;
  }

  IndexedPack pack() {
    int blobs = random.nextInt(20) == 0 ? random.nextInt(1, 300) : random.nextInt(1, 20);
    boolean gaps = random.nextInt(10) == 0;
    boolean mixed = random.nextInt(10) == 0;
    BlobType type = type();
    List<PackEntry> entries = new ArrayList<>();
    long offset = gaps ? random.nextInt(100) : 0;
    for (int i = 0; i < blobs; i++) {
      PackEntry entry = entry(mixed ? type() : type, offset);
      entries.add(entry);
      offset = entry.end() + (gaps ? random.nextInt(100) : 0);
    }
    earlier.add(entries.getFirst());
    Collections.shuffle(entries, random);
    return new IndexedPack(new PackId(hash()), entries);
  }

  private PackEntry entry(BlobType type, long offset) {
    boolean huge = random.nextInt(200) == 0;
    int length = 32 + random.nextInt(huge ? 1 << 25 : 1 << 20);
    int plain = random.nextBoolean() ? 0 : random.nextInt(1, huge ? Integer.MAX_VALUE : 1 << 24);
    if (!earlier.isEmpty() && random.nextInt(20) == 0) {
      PackEntry copied = earlier.get(random.nextInt(earlier.size()));
      return new PackEntry(copied.type(), copied.id(), offset, length, plain);
    }
    return new PackEntry(type, new BlobId(hash()), offset, length, plain);
  }

  private BlobType type() {
    return random.nextBoolean() ? BlobType.DATA : BlobType.TREE;
  }

  Sha256 hash() {
    return new Sha256(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
  }
}
