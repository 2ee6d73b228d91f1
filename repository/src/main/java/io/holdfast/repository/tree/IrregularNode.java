package io.holdfast.repository.tree;

/**
 * An entry that can be listed but not restored: of a type this reader does not know, or without
 * what its type needs.
 *
 * <p>It is written again as the JSON it was read from. Immutable; equal by that JSON.
 */
public final class IrregularNode implements Node {
  private final NodeName name;
  private final NodeMetadata metadata;
  private final String type;
  private final String reason;
  private final String json;

  IrregularNode(NodeName name, NodeMetadata metadata, String type, String reason, String json) {
    this.name = name;
    this.metadata = metadata;
    this.type = type;
    this.reason = reason;
    this.json = json;
  }

  @Override
  public NodeName name() {
    return name;
  }

  @Override
  public NodeMetadata metadata() {
    return metadata;
  }

  /** The type as it stands in the tree. */
  public String type() {
    return type;
  }

  /** Why it cannot be restored, as part of a sentence about the node. */
  public String reason() {
    return reason;
  }

  /** The node as it stands in the tree. */
  public String json() {
    return json;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof IrregularNode node && json.equals(node.json);
  }

  @Override
  public int hashCode() {
    return json.hashCode();
  }

  @Override
  public String toString() {
    return "IrregularNode[" + name + ": " + reason + "]";
  }
}
