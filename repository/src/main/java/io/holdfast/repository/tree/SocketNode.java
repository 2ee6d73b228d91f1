package io.holdfast.repository.tree;

/**
 * A socket. restic does not archive sockets; other writers may have.
 *
 * @param name of the entry
 * @param metadata what is known of it
 */
public record SocketNode(NodeName name, NodeMetadata metadata) implements Node {}
