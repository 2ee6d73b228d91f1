package io.holdfast.protection.point;

/** How the volumes of a point belong together in time; the best first. */
public enum Consistency {
  /** All volumes are of one instant. */
  ATOMIC,
  /** Each volume is of one instant, and these differ within the cut. */
  SEPARATE,
  /**
   * A volume was read file by file while it was used; only its hook, if it has one, makes it whole.
   */
  LIVE
}
