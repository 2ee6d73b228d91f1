package io.holdfast.repository.tree;

/** One entry of a directory. */
public sealed interface Node
    permits FileNode, DirectoryNode, SymlinkNode, DeviceNode, FifoNode, SocketNode, IrregularNode {
  NodeName name();

  NodeMetadata metadata();
}
