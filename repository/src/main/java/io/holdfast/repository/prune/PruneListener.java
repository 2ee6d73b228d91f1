package io.holdfast.repository.prune;

/** Hears how far a prune is; called from several threads. */
public interface PruneListener {
  /** Hears nothing. */
  PruneListener NONE = new PruneListener() {};

  /** The steps of a prune, in their order; those without work do not begin. */
  enum Step {
    /** Trees of the snapshots; their number is not known beforehand. */
    TREES,
    /** The list of packs; counted in packs. */
    PACKS,
    /** Storing used blobs once more; counted in packs. */
    REPACK,
    /** Writing the index anew; counted in index files. */
    INDEX,
    /** Removing old index files; counted in index files. */
    REMOVE_INDEX,
    /** Removing packs; counted in packs. */
    REMOVE_PACKS,
    /** Removing packs that no index file names; counted in packs. */
    REMOVE_UNINDEXED
  }

  /** A step begins; -1 when nobody knows how much there is. */
  default void begins(Step step, long total) {}

  /** So much more of the step is done. */
  default void advances(Step step, long count) {}
}
