package io.holdfast.repository.blob;

import java.util.concurrent.ConcurrentLinkedQueue;

/** Pieces of memory that open packs are made of, used again once a pack is stored; thread-safe. */
final class SlabPool {
  static final int SLAB = 1 << 20;

  private final ConcurrentLinkedQueue<byte[]> free = new ConcurrentLinkedQueue<>();

  byte[] take() {
    byte[] slab = free.poll();
    return slab != null ? slab : new byte[SLAB];
  }

  void giveBack(byte[] slab) {
    free.add(slab);
  }
}
