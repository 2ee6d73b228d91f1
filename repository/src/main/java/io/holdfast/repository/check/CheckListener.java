package io.holdfast.repository.check;

/** Hears how far a check is; called from several threads. */
public interface CheckListener {
  /** Hears nothing. */
  CheckListener NONE = new CheckListener() {};

  /** The steps of a check, in their order. */
  enum Step {
    /** Keys, locks, snapshots; counted in files. */
    FILES,
    /** Index files; counted in files. */
    INDEX,
    /** The list of packs; counted in packs. */
    PACKS,
    /** Trees; their number is not known beforehand. */
    TREES,
    /** The bytes of packs; counted in bytes. */
    DATA,
    /** Which paths the damage reaches; counted in snapshots. */
    REACH
  }

  /** A step begins. */
  default void begins(Step step, long total) {}

  /** So much more of the step is done. */
  default void advances(Step step, long count) {}

  /** Damage was found, as soon as it is. */
  default void found(Damage damage) {}
}
