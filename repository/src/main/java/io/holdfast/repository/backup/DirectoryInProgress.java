package io.holdfast.repository.backup;

import io.holdfast.repository.backup.EntryMetadata.Described;
import io.holdfast.repository.file.BytePath;
import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.tree.DirectoryNode;
import io.holdfast.repository.tree.Node;
import io.holdfast.repository.tree.NodeName;
import io.holdfast.repository.tree.TreeWriter;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A directory whose nodes are still arriving; thread-safe.
 *
 * <p>The walk reserves a slot for each entry in the order of names. A slot is filled once, by
 * whoever captured the entry. Nodes become bytes as soon as all before them have, so that a
 * directory of a million entries does not keep a million nodes.
 */
final class DirectoryInProgress {
  /**
   * Where a directory hangs.
   *
   * @param parent the directory above
   * @param slot in it
   * @param path for messages
   * @param described its metadata
   * @param previous what the parent snapshot has there
   */
  record Place(
      DirectoryInProgress parent,
      int slot,
      BytePath path,
      NodeName name,
      Described described,
      @Nullable Node previous) {
    DirectoryNode node(BlobId tree) {
      return new DirectoryNode(name, described.metadata(), tree);
    }
  }

  private final @Nullable Place place;
  private final TreeWriter tree = new TreeWriter();
  private final Map<Integer, Filled> early = new HashMap<>();
  private int reserved;
  private int written;
  private boolean ended;

  /** A slot's content. */
  private record Filled(@Nullable Node node) {}

  /**
   * @param place {@code null} for the root
   */
  DirectoryInProgress(@Nullable Place place) {
    this.place = place;
  }

  @Nullable Place place() {
    return place;
  }

  synchronized int reserve() {
    return reserved++;
  }

  /**
   * Fills a slot; {@code null} when the entry is not in the snapshot.
   *
   * @return whether the directory is complete now: the caller then saves it
   */
  synchronized boolean fill(int slot, @Nullable Node node) {
    early.put(slot, new Filled(node));
    for (Filled next = early.remove(written); next != null; next = early.remove(written)) {
      if (next.node() != null) {
        tree.add(next.node());
      }
      written++;
    }
    return isComplete();
  }

  /** No more slots will be reserved; returns as {@link #fill} does. */
  synchronized boolean end() {
    ended = true;
    return isComplete();
  }

  private boolean isComplete() {
    return ended && written == reserved;
  }

  /** The tree's bytes, once. */
  synchronized byte[] finish() {
    return tree.finish();
  }
}
