package io.holdfast.repository.backup;

import io.holdfast.repository.file.BytePath;
import io.holdfast.repository.file.FileStatus;
import io.holdfast.repository.tree.Node;
import io.holdfast.repository.tree.NodeName;
import org.jspecify.annotations.Nullable;

/**
 * Something found in a directory, on its way into the snapshot.
 *
 * @param source the directory that it is in
 * @param name there
 * @param status when the walk came by
 * @param target the directory of the snapshot
 * @param slot reserved in {@code target}
 * @param newName in the snapshot; the same but for targets of one name
 * @param previous what the parent snapshot has in its place
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Entry(
    SharedDirectory source,
    byte[] name,
    FileStatus status,
    DirectoryInProgress target,
    int slot,
    NodeName newName,
    @Nullable Node previous) {
  BytePath path() {
    return source.path(name);
  }
}
