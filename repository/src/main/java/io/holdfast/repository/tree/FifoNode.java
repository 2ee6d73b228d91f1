package io.holdfast.repository.tree;

/**
 * A named pipe.
 *
 * @param name of the entry
 * @param metadata what is known of it
 */
public record FifoNode(NodeName name, NodeMetadata metadata) implements Node {}
