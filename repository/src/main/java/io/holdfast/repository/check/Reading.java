package io.holdfast.repository.check;

/** How much of the packs' bytes a check reads. */
public sealed interface Reading {
  Reading NONE = new None();
  Reading ALL = new All();

  /** Nothing: structure alone. */
  record None() implements Reading {}

  /** Every pack that the index names. */
  record All() implements Reading {}

  /**
   * The packs whose first byte of the name is {@code number - 1} modulo {@code of}, as in restic:
   * all parts, one after the other, are all packs.
   *
   * @param number 1 to {@code of}
   * @param of 1 to 256
   */
  record Part(int number, int of) implements Reading {
    public Part {
      if (of < 1 || of > 256 || number < 1 || number > of) {
        throw new IllegalArgumentException(
            "part %d/%d does not exist: expected n/m with n from 1 to m, m at most 256"
                .formatted(number, of));
      }
    }
  }

  /** A random share of the packs, at least one. */
  record Percentage(double percent) implements Reading {
    public Percentage {
      if (!(percent > 0 && percent <= 100)) {
        throw new IllegalArgumentException(
            percent + " % is out of range: expected more than 0 and at most 100");
      }
    }
  }

  /** Random packs of about so many bytes together, at least one pack. */
  record Size(long bytes) implements Reading {
    public Size {
      if (bytes <= 0) {
        throw new IllegalArgumentException(bytes + " bytes are out of range: expected 1 or more");
      }
    }
  }
}
