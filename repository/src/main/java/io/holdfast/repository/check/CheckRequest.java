package io.holdfast.repository.check;

/**
 * What to check besides the structure, which is always checked.
 *
 * @param reading which packs to read
 * @param connections how many packs are read at the same time: 2 from a disk, more from afar
 */
public record CheckRequest(Reading reading, int connections) {
  public static final int DEFAULT_CONNECTIONS = 2;

  public CheckRequest {
    if (connections < 1) {
      throw new IllegalArgumentException(connections + " connections: expected at least 1");
    }
  }

  public CheckRequest(Reading reading) {
    this(reading, DEFAULT_CONNECTIONS);
  }
}
