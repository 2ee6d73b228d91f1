package io.holdfast.repository.object;

import java.io.IOException;

/** Reads once more what was damaged when it came: a bit may have changed on its way only. */
public final class SecondRead {
  private SecondRead() {}

  /** One read of one object, verified. */
  @FunctionalInterface
  public interface Read<T> {
    /**
     * Reads and verifies.
     *
     * @throws DamagedObjectException when the bytes are not what was written
     */
    T bytes() throws IOException;
  }

  /**
   * What the first read returns, or the second when the first one found damage.
   *
   * @throws DamagedObjectException when the bytes were wrong both times
   */
  public static <T> T ifDamaged(Read<T> read) throws IOException {
    try {
      return read.bytes();
    } catch (DamagedObjectException first) {
      try {
        return read.bytes();
      } catch (DamagedObjectException same) {
        throw same;
      } catch (IOException other) {
        other.addSuppressed(first);
        throw other;
      }
    }
  }
}
