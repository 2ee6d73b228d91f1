package io.holdfast.repository.config;

import io.holdfast.repository.id.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * What holds for a repository as long as it lives (F2).
 *
 * @param version of the format: 1 (without compression; it is not opened) or 2
 * @param id 64 lower-case hexadecimal digits, random
 * @param polynomial for Rabin chunking, bit i for x^i; restic refuses a reducible one
 * @param chunker how Holdfast cuts files, when it made the repository; {@code null} means Rabin
 */
public record Config(int version, String id, long polynomial, @Nullable ChunkerChoice chunker) {
  /** The version of new repositories. */
  public static final int CURRENT_VERSION = 2;

  public Config {
    if (version != 1 && version != CURRENT_VERSION) {
      throw new IllegalArgumentException(
          "repository format version " + version + " is not supported: expected 1 or 2");
    }
    if (!Sha256.isWellFormed(id)) {
      throw new IllegalArgumentException(
          "repository id is not well formed: expected 64 digits of 0-9 and a-f");
    }
    if (polynomial == 0) {
      throw new IllegalArgumentException(
          "chunker polynomial is 0: expected an irreducible polynomial");
    }
  }
}
