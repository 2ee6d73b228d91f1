package io.holdfast.repository.dump;

import io.holdfast.repository.TreePath;
import io.holdfast.repository.id.BlobId;

/**
 * What to dump.
 *
 * @param tree a snapshot's, or of a directory in it
 * @param path of a file or directory below {@code tree}
 * @param format of the archive that a directory becomes
 */
public record DumpRequest(BlobId tree, TreePath path, Format format) {
  /** A kind of archive. */
  public enum Format {
    TAR,
    ZIP
  }
}
