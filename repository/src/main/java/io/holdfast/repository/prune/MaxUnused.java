package io.holdfast.repository.prune;

/** How much of a repository may be unused before it is worth repacking. */
public sealed interface MaxUnused {
  /** What restic allows unless told otherwise. */
  MaxUnused DEFAULT = new Percent(5);

  /** So much of all that is stored afterwards; 0 up to, but not including, 100. */
  record Percent(double percent) implements MaxUnused {
    public Percent {
      if (!(percent >= 0 && percent < 100)) {
        throw new IllegalArgumentException(
            percent + " % unused is out of range: expected 0 to less than 100");
      }
    }

    @Override
    public long bytes(long used) {
      return (long) (percent / (100 - percent) * used);
    }
  }

  /** So many bytes. */
  record Bytes(long limit) implements MaxUnused {
    public Bytes {
      if (limit < 0) {
        throw new IllegalArgumentException(
            limit + " unused bytes are out of range: expected 0 or more");
      }
    }

    @Override
    public long bytes(long used) {
      return limit;
    }
  }

  /** Any amount: packs that are used in part are left alone. */
  record Unlimited() implements MaxUnused {
    @Override
    public long bytes(long used) {
      return Long.MAX_VALUE;
    }
  }

  /** The bytes that may be unused when {@code used} are used. */
  long bytes(long used);
}
