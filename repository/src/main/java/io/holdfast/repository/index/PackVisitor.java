package io.holdfast.repository.index;

import io.holdfast.repository.id.PackId;

/** Takes the packs of an index file, one by one. */
@FunctionalInterface
public interface PackVisitor {
  /** One pack; {@code blobs} is filled anew for the next one, so nobody may keep it. */
  void pack(PackId id, PackBlobs blobs);
}
