package io.holdfast.repository.restore;

import io.holdfast.repository.file.Directory;
import io.holdfast.repository.file.EntryKind;
import io.holdfast.repository.file.Errno;
import io.holdfast.repository.file.PosixException;
import io.holdfast.repository.tree.DeviceNode;
import io.holdfast.repository.tree.FifoNode;
import io.holdfast.repository.tree.Node;
import io.holdfast.repository.tree.SymlinkNode;
import java.io.IOException;

/** Makes symbolic links, fifos and devices. */
final class Special {
  private Special() {}

  /**
   * Makes the entry, in place of what has its name.
   *
   * @param replaces whether something may have its name
   */
  static void make(
      Directory directory, Node node, byte[] partName, boolean replaces, MetadataStep metadata)
      throws IOException {
    byte[] name = node.name().bytes();
    if (!replaces) {
      make(directory, node, name);
      metadata.set(name);
      return;
    }
    discard(directory, partName);
    make(directory, node, partName);
    metadata.set(partName);
    directory.rename(partName, directory, name);
  }

  /** Sets the metadata of the entry that has this name. */
  @FunctionalInterface
  interface MetadataStep {
    void set(byte[] name) throws IOException;
  }

  private static void make(Directory directory, Node node, byte[] name) throws IOException {
    switch (node) {
      case SymlinkNode link -> directory.createSymlink(name, link.target());
      case FifoNode _ -> directory.createNode(name, EntryKind.FIFO, 0600, 0);
      case DeviceNode device ->
          directory.createNode(
              name,
              switch (device.kind()) {
                case BLOCK -> EntryKind.BLOCK_DEVICE;
                case CHARACTER -> EntryKind.CHARACTER_DEVICE;
              },
              0600,
              device.device());
      default -> throw new IllegalStateException("a " + node.getClass() + " is no special entry");
    }
  }

  /** Removes what an earlier run may have left under a draft's name. */
  static void discard(Directory directory, byte[] partName) throws IOException {
    try {
      directory.removeFile(partName);
    } catch (PosixException e) {
      if (e.errno() != Errno.ENOENT) {
        throw e;
      }
    }
  }
}
