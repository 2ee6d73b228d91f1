package io.holdfast.repository.check;

import static io.holdfast.repository.SnapshotFixture.noise;

import io.holdfast.repository.Repository;
import io.holdfast.repository.SnapshotFixture;
import io.holdfast.repository.id.PackId;
import io.holdfast.repository.id.SnapshotId;
import io.holdfast.repository.index.PackedBlob;
import io.holdfast.repository.pack.BlobType;
import io.holdfast.repository.store.MemoryObjectStore;
import io.holdfast.repository.store.ObjectKind;
import io.holdfast.repository.store.ObjectName;
import io.holdfast.repository.store.ObjectStore;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

/**
 * A small repository to be damaged: {@code /top} and {@code /inner/one} in both snapshots, {@code
 * /inner/two} in the second alone, each in blobs of its own, each backup with its own packs and
 * index file.
 */
final class Patient {
  final MemoryObjectStore store = new MemoryObjectStore();
  final SnapshotFixture fixture;
  final SnapshotId first;
  final SnapshotId second;

  Patient() throws IOException {
    fixture = new SnapshotFixture(store);
    first = backup(false);
    second = backup(true);
  }

  private SnapshotId backup(boolean withTwo) throws IOException {
    try (SnapshotFixture.Batch batch = fixture.batch()) {
      var top = batch.file("top", noise(1, 5000));
      var one = batch.file("one", noise(2, 300_000), noise(3, 10));
      var inner =
          withTwo
              ? batch.directory("inner", one, batch.file("two", noise(4, 70_000)))
              : batch.directory("inner", one, batch.file("empty"));
      return batch.snapshot(batch.tree(top, inner));
    }
  }

  CheckReport check(Reading reading) throws IOException {
    return check(store, reading);
  }

  static CheckReport check(ObjectStore store, Reading reading) throws IOException {
    try (Repository repository = SnapshotFixture.open(store)) {
      return new Check(
              repository,
              new CheckRequest(reading),
              InstantSource.system(),
              new Random(1),
              CheckListener.NONE)
          .run();
    }
  }

  /** Where a pack is, and what the index says is in it. */
  record Pack(PackId id, List<PackedBlob> blobs) {
    ObjectName name() {
      return ObjectName.of(ObjectKind.PACK, id.hash());
    }
  }

  /** The packs in the order of the index files' names, of one type. */
  List<Pack> packs(BlobType type) throws IOException {
    TreeMap<PackId, Pack> packs = new TreeMap<>();
    try (Repository repository = SnapshotFixture.open(store)) {
      repository.loadIndex();
      repository
          .index()
          .forEachPack((id, blobs) -> {
            if (blobs.getFirst().type() == type) {
              packs.put(id, new Pack(id, blobs));
            }
          });
    }
    return List.copyOf(packs.values());
  }

  /** The pack with a blob whose plaintext has this length. */
  Pack packWith(BlobType type, int plainLength) throws IOException {
    return packs(type).stream()
        .filter(pack -> pack.blobs().stream().anyMatch(blob -> plain(blob) == plainLength))
        .findFirst()
        .orElseThrow();
  }

  static PackedBlob blob(Pack pack, int plainLength) {
    return pack.blobs().stream()
        .filter(blob -> plain(blob) == plainLength)
        .findFirst()
        .orElseThrow();
  }

  private static int plain(PackedBlob blob) {
    return blob.uncompressedLength() != 0 ? blob.uncompressedLength() : blob.length() - 32;
  }

  List<ObjectName> names(ObjectKind kind) throws IOException {
    List<ObjectName> names = new ArrayList<>();
    store.list(kind, (name, _) -> names.add(name));
    names.sort(null);
    return names;
  }

  byte[] bytes(ObjectName name) throws IOException {
    return store.read(name, 0, (int) store.size(name));
  }

  void flip(ObjectName name, long place) throws IOException {
    byte[] bytes = bytes(name);
    bytes[(int) place] ^= 1;
    store.plant(name.path(), bytes);
  }

  void cut(ObjectName name, long length) throws IOException {
    store.plant(name.path(), store.read(name, 0, (int) length));
  }

  void swap(ObjectName one, ObjectName two) throws IOException {
    byte[] bytes = bytes(one);
    store.plant(one.path(), bytes(two));
    store.plant(two.path(), bytes);
  }
}
