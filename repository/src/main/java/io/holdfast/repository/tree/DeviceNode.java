package io.holdfast.repository.tree;

/**
 * A device file.
 *
 * @param name of the entry
 * @param metadata what else is known of it
 * @param kind block or character
 * @param device {@code st_rdev}, unsigned: major and minor number as the system packs them
 */
public record DeviceNode(NodeName name, NodeMetadata metadata, Kind kind, long device)
    implements Node {
  /** How the device is addressed. */
  public enum Kind {
    BLOCK,
    CHARACTER
  }
}
