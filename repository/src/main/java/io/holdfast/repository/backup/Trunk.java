package io.holdfast.repository.backup;

import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.tree.DirectoryNode;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Saves directories that are complete, from the leaves up to the root; thread-safe. */
final class Trunk {
  private final Saver saver;
  private final Recorder recorder;
  private volatile @Nullable BlobId root;

  Trunk(Saver saver, Recorder recorder) {
    this.saver = saver;
    this.recorder = recorder;
  }

  /** Saves a complete directory, and each one above that becomes complete by it. */
  void save(DirectoryInProgress complete, Lane lane) throws IOException {
    DirectoryInProgress directory = complete;
    boolean more = true;
    while (more) {
      BlobId tree = saver.tree(directory.finish(), lane);
      DirectoryInProgress.Place place = directory.place();
      if (place == null) {
        root = tree;
        return;
      }
      DirectoryNode node = place.node(tree);
      recorder.included(place.path(), node, place.previous(), place.described().problem());
      more = place.parent().fill(place.slot(), node);
      directory = place.parent();
    }
  }

  /** The root's tree, once everything was saved. */
  BlobId root() {
    return Objects.requireNonNull(root, "the root was not saved");
  }
}
