package io.holdfast.repository.check;

/**
 * What to check besides the structure, which is always checked.
 *
 * @param readData which packs to read
 * @param connections how many packs are read at the same time: 2 from a disk, more from afar
 */
public record CheckRequest(ReadData readData, int connections) {
  public static final int DEFAULT_CONNECTIONS = 2;

  public CheckRequest {
    if (connections < 1) {
      throw new IllegalArgumentException(connections + " connections: expected at least 1");
    }
  }

  public CheckRequest(ReadData readData) {
    this(readData, DEFAULT_CONNECTIONS);
  }
}
