package io.holdfast.repository.dump;

import io.holdfast.repository.TreePath;
import io.holdfast.repository.tree.Node;
import java.io.IOException;
import java.io.OutputStream;

/** The content of one file and nothing around it. */
record PlainContent(OutputStream out) implements Archive {
  @Override
  public void begin(TreePath path, Node node) {}

  @Override
  public void content(byte[] bytes) throws IOException {
    out.write(bytes);
  }

  @Override
  public void end() {}

  @Override
  public void finish() throws IOException {
    out.flush();
  }
}
