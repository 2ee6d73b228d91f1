package io.holdfast.repository.dump;

import io.holdfast.repository.TreePath;
import io.holdfast.repository.tree.DirectoryNode;
import io.holdfast.repository.tree.Node;
import java.io.IOException;
import java.util.Arrays;

/** Takes entries one after the other: {@link #begin}, content in pieces, {@link #end}. */
interface Archive {
  void begin(TreePath path, Node node) throws IOException;

  void content(byte[] bytes) throws IOException;

  void end() throws IOException;

  /** The last entry has been. */
  void finish() throws IOException;

  /** What an archive calls an entry: no slash at the beginning, one at the end of a directory. */
  static byte[] name(TreePath path, Node node) {
    byte[] bytes = path.bytes();
    byte[] name =
        Arrays.copyOfRange(bytes, 1, bytes.length + (node instanceof DirectoryNode ? 1 : 0));
    if (node instanceof DirectoryNode) {
      name[name.length - 1] = '/';
    }
    return name;
  }
}
