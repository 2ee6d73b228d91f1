package io.holdfast.repository.restore;

import io.holdfast.repository.file.FileStatus;
import io.holdfast.repository.file.OpenFile;
import io.holdfast.repository.tree.FileNode;
import java.io.IOException;

/**
 * What all drafts need; thread-safe.
 *
 * @param sparse whether zeros become holes
 */
record Workshop(Places places, MetadataSetter metadata, Recorder recorder, boolean sparse) {
  RestoreCounts counts() {
    return recorder.counts();
  }

  /** The permissions that a draft begins with. */
  int firstMode(FileNode node) throws IOException {
    return metadata.firstMode(node);
  }

  /** Gives a file its metadata. */
  void dress(Draft draft, OpenFile file, FileStatus now, boolean old) throws IOException {
    boolean clean = old || places.handsDownAcl(draft.place());
    metadata.set(draft.step().path(), draft.node(), file.attributes(), now, clean);
  }
}
