package io.holdfast.repository.check;

import io.holdfast.repository.check.CheckListener.Step;
import io.holdfast.repository.id.PackId;
import io.holdfast.repository.index.BlobIndex;
import io.holdfast.repository.index.PackedBlob;
import io.holdfast.repository.pack.PackEntry;
import io.holdfast.repository.pack.PackHeader;
import io.holdfast.repository.store.ObjectKind;
import io.holdfast.repository.store.ObjectName;
import io.holdfast.repository.store.ObjectStore;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compares the store's list of packs with the index. */
final class PackCheck {
  private final ObjectStore store;
  private final BlobIndex index;
  private final Findings findings;
  private final CheckListener listener;

  PackCheck(ObjectStore store, BlobIndex index, Findings findings, CheckListener listener) {
    this.store = store;
    this.index = index;
    this.findings = findings;
    this.listener = listener;
  }

  /** The sizes of the packs that the index names and the store has. */
  Map<PackId, Long> run(Set<PackId> split) throws IOException {
    listener.begins(Step.PACKS, index.packCount());
    Map<PackId, Long> unreferenced = list();
    Map<PackId, Long> referenced = new HashMap<>();
    IndexedBlobs.forEach(
        index,
        split,
        (id, blobs) -> {
          Long size = unreferenced.remove(id);
          if (size != null) {
            referenced.put(id, size);
          }
          compare(id, blobs, size == null ? -1 : size);
          listener.advances(Step.PACKS, 1);
        });
    if (findings.indexIsWhole()) {
      unreferenced.keySet().stream()
          .sorted()
          .forEach(id -> findings.add(new Remark.UnreferencedPack(id, sizeOf(unreferenced, id))));
    }
    return referenced;
  }

  private static long sizeOf(Map<PackId, Long> sizes, PackId id) {
    return sizes.getOrDefault(id, 0L);
  }

  private Map<PackId, Long> list() throws IOException {
    Map<PackId, Long> listed = new HashMap<>();
    store.list(
        ObjectKind.PACK,
        new ObjectStore.Listing() {
          @Override
          public void object(ObjectName name, long size) {
            listed.put(new PackId(name.hash()), size);
          }

          @Override
          public void foreign(String path, long size) {
            findings.add(new Remark.ForeignFile(path, size));
          }
        });
    return listed;
  }

  private void compare(PackId id, List<PackedBlob> blobs, long size) {
    if (size < 0) {
      findings.add(new Damage.MissingPack(id));
    } else {
      long expected = packSize(blobs);
      if (size != expected) {
        findings.add(new Damage.WrongSizePack(id, size, expected));
      }
      if (!IndexedBlobs.isContiguous(blobs)) {
        findings.add(new Damage.UnevenPack(id));
      }
    }
    if (blobs.stream().map(PackedBlob::type).distinct().count() > 1) {
      findings.add(new Remark.MixedPack(id));
    }
    for (PackedBlob blob : blobs) {
      if (blob.offset() + blob.length() > size) {
        findings.unreadable(blob.ordinal());
      }
    }
  }

  private static long packSize(List<PackedBlob> blobs) {
    long bytes = PackEntry.OVERHEAD + PackHeader.TRAILER_BYTES;
    for (PackedBlob blob : blobs) {
      bytes += blob.length() + PackHeader.entryBytes(blob.compressed());
    }
    return bytes;
  }
}
