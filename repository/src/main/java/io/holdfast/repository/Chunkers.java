package io.holdfast.repository;

import io.holdfast.repository.chunk.ChunkerParameters;
import io.holdfast.repository.chunk.Polynomial;
import io.holdfast.repository.config.ChunkerChoice;
import io.holdfast.repository.config.ChunkerSecret;
import io.holdfast.repository.config.Config;
import java.util.Arrays;

/** Which chunker a config asks for, and how a config says which it is. */
final class Chunkers {
  private static final String GEAR = "gear";

  private Chunkers() {}

  /** Rabin unless the config names another: then restic made the repository, or may write to it. */
  static ChunkerParameters of(Config config) {
    ChunkerChoice choice = config.chunker();
    if (choice == null) {
      return new ChunkerParameters.Rabin(new Polynomial(config.polynomial()));
    }
    byte[] secret = choice.secret().bytes();
    try {
      return ChunkerParameters.Gear.of(secret);
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
  }

  /** Whether this program can cut as the config asks. */
  static boolean isKnown(Config config) {
    ChunkerChoice choice = config.chunker();
    return choice == null || choice.name().equals(GEAR);
  }

  static ChunkerChoice choice(ChunkerParameters.Gear gear) {
    byte[] secret = gear.secret();
    try {
      return new ChunkerChoice(GEAR, new ChunkerSecret(secret));
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
  }
}
