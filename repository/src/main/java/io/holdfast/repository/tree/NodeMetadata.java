package io.holdfast.repository.tree;

import java.time.Instant;
import java.util.List;

/**
 * What a node says about an entry besides its name and content.
 *
 * @param mode type and permissions
 * @param times three times
 * @param owner ids and names of user and group
 * @param links inode, device and number of names
 * @param extendedAttributes in the order of the file system
 * @param genericAttributes of another operating system
 * @param error why the entry could not be read whole; empty when it could
 */
public record NodeMetadata(
    FileMode mode,
    NodeTimes times,
    NodeOwner owner,
    NodeLinks links,
    List<ExtendedAttribute> extendedAttributes,
    GenericAttributes genericAttributes,
    String error) {
  public NodeMetadata {
    extendedAttributes = List.copyOf(extendedAttributes);
  }

  /** Metadata of an entry that was read without trouble, with no foreign attributes. */
  public NodeMetadata(
      FileMode mode,
      NodeTimes times,
      NodeOwner owner,
      NodeLinks links,
      List<ExtendedAttribute> extendedAttributes) {
    this(mode, times, owner, links, extendedAttributes, GenericAttributes.NONE, "");
  }

  /** Metadata of an entry that no file system has: the program itself puts it into a snapshot. */
  public static NodeMetadata made(FileMode mode, NodeOwner owner, Instant time) {
    return new NodeMetadata(
        mode, NodeTimes.ofModification(time, time), owner, NodeLinks.NONE, List.of());
  }
}
