package io.holdfast.repository.index;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A hash table from keys to small numbers that keeps no keys: they are asked of their owner. One
 * thread writes at a time, any number read meanwhile, without a lock.
 *
 * <p>Open addressing in {@code int} slots, filled up to 9/10, grown by 5/4: 4.4 to 5.6 bytes per
 * key. A slot holds the number plus one, 0 meaning free, and in the bits above it, which numbers do
 * not need yet, bits of the key's hash; so a long probe reads slots that lie side by side and
 * almost never a wrong key. The table is cut into shards that grow one by one, so growing needs
 * little memory beside the table.
 *
 * <p>Keys come from outside, even from hostile repositories. So the hash is keyed: nobody can make
 * ids that all fall on one place. Equal keys stand here once, whoever their owner is.
 */
final class HashSlots {
  private static final int SHARD_BITS = 4;
  private static final int FIRST_CAPACITY = 32;
  private static final int SMALLEST_NUMBER_BITS = 8;
  private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(int[].class);

  private final Keys keys;
  private final long seed;
  private final Shard[] shards = new Shard[1 << SHARD_BITS];

  /** Who holds the keys: 192 bits each, under numbers from 0 on. */
  interface Keys {
    /** One of the three words of a key. */
    long word(int number, int word);
  }

  /** Slots, and how many of their low bits are a number; replaced as a whole. */
  private static final class Table {
    final int[] slots;
    final int numberBits;

    Table(int[] slots, int numberBits) {
      this.slots = slots;
      this.numberBits = numberBits;
    }

    int home(long hash) {
      long fraction = (hash << SHARD_BITS) >>> 32;
      return (int) ((fraction * slots.length) >>> 32);
    }

    int numberMask() {
      return -1 >>> (Integer.SIZE - numberBits);
    }

    int mark(long hash) {
      return (int) hash << numberBits;
    }

    int after(int slot) {
      return slot + 1 == slots.length ? 0 : slot + 1;
    }
  }

  private static final class Shard {
    private volatile Table table = new Table(new int[FIRST_CAPACITY], SMALLEST_NUMBER_BITS);
    private int used;
  }

  HashSlots(Keys keys, long seed) {
    this.keys = keys;
    this.seed = seed;
    for (int i = 0; i < shards.length; i++) {
      shards[i] = new Shard();
    }
  }

  /** The number of this key, or -1. */
  int find(long w0, long w1, long w2) {
    long hash = hash(w0, w1, w2);
    return Math.max(-1, probe(shard(hash).table, hash, w0, w1, w2));
  }

  /**
   * The number that this key has already, else -1, and then it has {@code number}, under which its
   * owner holds it.
   */
  int findOrAdd(long w0, long w1, long w2, int number) {
    long hash = hash(w0, w1, w2);
    Shard shard = shard(hash);
    Table table = shard.table;
    int known = probe(table, hash, w0, w1, w2);
    if (known >= 0) {
      return known;
    }
    int slot = ~known;
    int capacity = table.slots.length;
    boolean full = shard.used >= capacity - capacity / 10 - 1;
    if (full || Integer.compareUnsigned(number + 1, table.numberMask()) > 0) {
      table = resized(table, full ? capacity + capacity / 4 : capacity, number);
      shard.table = table;
      slot = free(table, hash);
    }
    SLOT.setRelease(table.slots, slot, table.mark(hash) | (number + 1));
    shard.used++;
    return -1;
  }

  // The number of this key, or the complement of the free slot where it would go.
  private int probe(Table table, long hash, long w0, long w1, long w2) {
    int[] slots = table.slots;
    int mask = table.numberMask();
    int mark = table.mark(hash);
    int slot = table.home(hash);
    while (true) {
      int found = (int) SLOT.getAcquire(slots, slot);
      if (found == 0) {
        return ~slot;
      }
      if (((found ^ mark) & ~mask) == 0) {
        int number = (found & mask) - 1;
        if (keys.word(number, 0) == w0
            && keys.word(number, 1) == w1
            && keys.word(number, 2) == w2) {
          return number;
        }
      }
      slot = table.after(slot);
    }
  }

  private static int free(Table table, long hash) {
    int slot = table.home(hash);
    while (table.slots[slot] != 0) {
      slot = table.after(slot);
    }
    return slot;
  }

  private Table resized(Table old, int capacity, int number) {
    int most = (int) Math.min(Integer.MAX_VALUE, number + number / 2L + FIRST_CAPACITY);
    int numberBits = Math.max(SMALLEST_NUMBER_BITS, 32 - Integer.numberOfLeadingZeros(most));
    Table table = new Table(new int[capacity], numberBits);
    for (int slot : old.slots) {
      if (slot != 0) {
        int moved = (slot & old.numberMask()) - 1;
        long hash = hash(keys.word(moved, 0), keys.word(moved, 1), keys.word(moved, 2));
        table.slots[free(table, hash)] = table.mark(hash) | (moved + 1);
      }
    }
    return table;
  }

  private Shard shard(long hash) {
    return shards[(int) (hash >>> (Long.SIZE - SHARD_BITS))];
  }

  private long hash(long w0, long w1, long w2) {
    return mixed(mixed(w0 ^ seed, w1 ^ Long.rotateLeft(seed, 21)), w2 ^ Long.rotateLeft(seed, 42));
  }

  private static long mixed(long a, long b) {
    long low = a * b;
    return (low ^ Math.unsignedMultiplyHigh(a, b)) * 0x9E37_79B9_7F4A_7C15L;
  }

  /** The bytes of all slots. */
  long bytesUsed() {
    long bytes = 0;
    for (Shard shard : shards) {
      bytes += 16 + 4L * shard.table.slots.length;
    }
    return bytes;
  }
}
