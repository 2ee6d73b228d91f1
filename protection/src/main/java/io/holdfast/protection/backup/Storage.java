package io.holdfast.protection.backup;

/** What a platform observed of the storage that a volume lies on. */
public sealed interface Storage {
  /**
   * It can be frozen.
   *
   * @param unit what is frozen at one instant: volumes of one unit freeze together
   */
  record Freezable(String unit) implements Storage {}

  /**
   * It cannot be frozen.
   *
   * @param reason such as {@code ext4 has no snapshots}
   */
  record Plain(String reason) implements Storage {}

  /** The volume is not there, or is no directory. */
  record Missing(String reason) implements Storage {}
}
