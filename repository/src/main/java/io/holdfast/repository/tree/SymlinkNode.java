package io.holdfast.repository.tree;

import java.util.Arrays;

/** A symbolic link. Immutable; equal by name, metadata and target. */
public final class SymlinkNode implements Node {
  private final NodeName name;
  private final NodeMetadata metadata;
  private final byte[] target;

  /** A link to {@code target}, bytes as {@code readlink} gives them, which are copied. */
  public SymlinkNode(NodeName name, NodeMetadata metadata, byte[] target) {
    this.name = name;
    this.metadata = metadata;
    this.target = target.clone();
  }

  @Override
  public NodeName name() {
    return name;
  }

  @Override
  public NodeMetadata metadata() {
    return metadata;
  }

  /** A copy of what the link points to. */
  public byte[] target() {
    return target.clone();
  }

  byte[] sharedTarget() {
    return target;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SymlinkNode link
        && name.equals(link.name)
        && metadata.equals(link.metadata)
        && Arrays.equals(target, link.target);
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + Arrays.hashCode(target);
  }

  @Override
  public String toString() {
    return "SymlinkNode[" + name + " -> " + NodeName.adopting(target) + "]";
  }
}
