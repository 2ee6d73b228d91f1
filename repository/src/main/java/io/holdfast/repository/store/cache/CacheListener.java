package io.holdfast.repository.store.cache;

import java.io.IOException;
import java.nio.file.Path;

/** Hears, once, that nothing can be kept, so that a person can be told why all is read anew. */
@FunctionalInterface
public interface CacheListener {
  /** Does not tell anybody. */
  CacheListener SILENT = (directory, failure) -> {};

  /** Nothing more is written to {@code directory}; what it holds is still used. */
  void unusable(Path directory, IOException failure);
}
