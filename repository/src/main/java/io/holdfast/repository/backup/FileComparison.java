package io.holdfast.repository.backup;

import io.holdfast.repository.backup.BackupRequest.Comparison;
import io.holdfast.repository.file.FileStatus;
import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.index.BlobIndex;
import io.holdfast.repository.pack.BlobType;
import io.holdfast.repository.tree.FileNode;
import java.util.OptionalInt;

/** Says whether a file is as the parent snapshot has it, so that it need not be read. */
final class FileComparison {
  private final Comparison rules;
  private final BlobIndex index;

  FileComparison(Comparison rules, BlobIndex index) {
    this.rules = rules;
    this.index = index;
  }

  /** F39: the same size, times and inode, and all of its content still there. */
  boolean isUnchanged(FileStatus status, FileNode before) {
    return status.isFile()
        && status.size() == before.size()
        && status.modified().instant().equals(before.metadata().times().modified())
        && (rules.ignoreChangeTime()
            || status.changed().instant().equals(before.metadata().times().changed()))
        && (rules.ignoreInode() || status.inode() == before.metadata().links().inode())
        && isWhole(before);
  }

  /**
   * Whether its blobs are there and together as long as it is: a file that was cut or grew while
   * some other program read it may stand in the parent with a size that its blobs do not have.
   */
  private boolean isWhole(FileNode before) {
    long bytes = 0;
    for (BlobId blob : before.content()) {
      OptionalInt length = index.plainLength(BlobType.DATA, blob);
      if (length.isEmpty()) {
        return false;
      }
      bytes += length.getAsInt();
    }
    return bytes == before.size();
  }
}
