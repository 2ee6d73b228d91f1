package io.holdfast.repository.tree;

import io.holdfast.repository.id.BlobId;

/**
 * A directory.
 *
 * @param name of the entry
 * @param metadata what else is known of it
 * @param subtree the tree that lists its entries
 */
public record DirectoryNode(NodeName name, NodeMetadata metadata, BlobId subtree) implements Node {}
