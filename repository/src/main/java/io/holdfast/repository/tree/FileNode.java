package io.holdfast.repository.tree;

/**
 * A regular file.
 *
 * @param name of the entry
 * @param metadata what else is known of it
 * @param size bytes of content, as the sum of its blobs should be
 * @param content the blobs whose plaintexts, joined, are the content; empty for an empty file
 */
public record FileNode(NodeName name, NodeMetadata metadata, long size, BlobList content)
    implements Node {
  public FileNode {
    if (size < 0) {
      throw new IllegalArgumentException(
          "size " + size + " of file " + name + " is negative: expected 0 to 2^63-1");
    }
  }

  /** The same file with another size. */
  public FileNode withSize(long other) {
    return new FileNode(name, metadata, other, content);
  }
}
