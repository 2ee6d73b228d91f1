package io.holdfast.repository.crypto;

import java.util.Optional;

/**
 * What turning a password into a key costs, as a key file says it.
 *
 * <p>A key file comes from outside and may ask for anything, so any numbers can stand here; {@link
 * #objection} says why they must not be used.
 *
 * @param n cost; memory and time grow with it
 * @param r block size; memory and time grow with it
 * @param p number of lanes; time grows with it
 */
public record ScryptParameters(int n, int r, int p) {
  /** What restic's calibration (500 ms, 60 MB) ends at on a present-day machine (F5). */
  public static final ScryptParameters DEFAULT = new ScryptParameters(32768, 8, 3);

  /** A lane may need this much memory: eight times what the default needs. */
  private static final long MOST_MEMORY = 256L << 20;

  /** All lanes together may fill this much: about forty times the default's time. */
  private static final long MOST_WORK = 4L << 30;

  private static final int MOST_LANES = 64;

  /** The blocks that the lanes start from, in bytes: five thousand times the default's. */
  private static final long MOST_BLOCKS = 16L << 20;

  /** Why a key must not be derived with these numbers; empty when it may. */
  public Optional<String> objection() {
    if (n < 2 || Integer.bitCount(n) != 1) {
      return Optional.of("scrypt's N is " + n + ", expected a power of two above 1");
    }
    if (r < 1 || p < 1 || p > MOST_LANES) {
      return Optional.of(
          "scrypt's r and p are "
              + r
              + " and "
              + p
              + ", expected 1 or more and at most "
              + MOST_LANES
              + " lanes");
    }
    // n and r are below 2^31, so 128 n r is below 2^69: divide rather than multiply
    if (r > MOST_MEMORY / 128 / n) {
      return Optional.of(
          "scrypt with N=" + n + " and r=" + r + " needs more than 256 MiB of memory");
    }
    if (128L * r * p > MOST_BLOCKS) {
      return Optional.of(
          "scrypt with r=" + r + " and p=" + p + " needs more than 16 MiB of blocks");
    }
    if (128L * n * r * p > MOST_WORK) {
      return Optional.of("scrypt with N=" + n + ", r=" + r + " and p=" + p + " takes too long");
    }
    if (r == 1 && n >= 65536) {
      return Optional.of("scrypt with r=1 needs N below 65536, not " + n);
    }
    return Optional.empty();
  }
}
