package io.holdfast.repository.config;

/**
 * The chunker of a repository that Holdfast made, kept in the config field {@code
 * holdfast_chunker}, which restic and rustic ignore (F3).
 *
 * @param name of the algorithm
 * @param secret from which its table is derived
 */
public record ChunkerChoice(String name, ChunkerSecret secret) {
  public ChunkerChoice {
    if (name.isEmpty() || name.length() > 100) {
      throw new IllegalArgumentException(
          "chunker name has " + name.length() + " characters: expected 1 to 100");
    }
  }
}
