package io.holdfast.repository.dump;

import io.holdfast.repository.TreePath;
import io.holdfast.repository.tree.Node;
import java.io.IOException;

/** Takes entries one after the other: {@link #begin}, content in pieces, {@link #end}. */
interface Archive {
  void begin(TreePath path, Node node) throws IOException;

  void content(byte[] bytes) throws IOException;

  void end() throws IOException;

  /** The last entry has been. */
  void finish() throws IOException;
}
