package io.holdfast.location;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** Is told of trouble with a store that does not end the work; by several threads. */
public interface StoreListener {
  StoreListener SILENT =
      new StoreListener() {
        @Override
        public void repeating(int attempt, IOException failure, Duration pause, Duration budget) {}

        @Override
        public void unusableCopies(Path directory, IOException failure) {}
      };

  /**
   * A call failed and will be made again.
   *
   * @param attempt the one that failed, from 1
   * @param pause until the next
   * @param budget within which the last one is made
   */
  void repeating(int attempt, IOException failure, Duration pause, Duration budget);

  /** Nothing can be kept in this directory, so everything takes longer. */
  void unusableCopies(Path directory, IOException failure);
}
