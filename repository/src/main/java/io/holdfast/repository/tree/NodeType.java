package io.holdfast.repository.tree;

/** The words that trees use for the kinds of entries (F26). */
final class NodeType {
  static final String FILE = "file";
  static final String DIRECTORY = "dir";
  static final String SYMLINK = "symlink";
  static final String BLOCK_DEVICE = "dev";
  static final String CHARACTER_DEVICE = "chardev";
  static final String FIFO = "fifo";
  static final String SOCKET = "socket";

  private NodeType() {}
}
