package io.holdfast.repository.object;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads again what was damaged when it came: a bit may have changed on its way only. */
public final class RepeatedRead {
  /** Of a way that spoils every tenth answer, so many reads fail once in a thousand times. */
  public static final int READS = 3;

  private RepeatedRead() {}

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
   * What the first read returns that finds no damage.
   *
   * @throws DamagedObjectException when the bytes were wrong each of three times
   */
  public static <T> T ifDamaged(Read<T> read) throws IOException {
    @Nullable DamagedObjectException damaged = null;
    for (int i = 1; i < READS; i++) {
      try {
        return read.bytes();
      } catch (DamagedObjectException again) {
        damaged = again;
      } catch (IOException other) {
        if (damaged != null) {
          other.addSuppressed(damaged);
        }
        throw other;
      }
    }
    return read.bytes();
  }
}
