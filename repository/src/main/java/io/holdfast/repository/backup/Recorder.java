package io.holdfast.repository.backup;

import io.holdfast.repository.backup.BackupListener.Change;
import io.holdfast.repository.file.BytePath;
import io.holdfast.repository.id.PackId;
import io.holdfast.repository.snapshot.Completeness;
import io.holdfast.repository.tree.DirectoryNode;
import io.holdfast.repository.tree.FileNode;
import io.holdfast.repository.tree.Node;
import io.holdfast.repository.tree.NodeMetadata;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Takes note of how every entry ends; thread-safe. */
final class Recorder {
  private static final int MOST_LOST_NAMED = 5;

  private final BackupListener listener;
  private final BackupCounts counts;
  private final LongAdder captured = new LongAdder();
  private final Listing excluded = new Listing();
  private final Listing failed = new Listing();

  Recorder(BackupListener listener, BackupCounts counts) {
    this.listener = listener;
    this.counts = counts;
  }

  /**
   * An entry is in the snapshot.
   *
   * @param previous what the parent has under this name
   * @param problem why it is not there as it was; empty when it is
   */
  void included(BytePath path, Node node, @Nullable Node previous, String problem) {
    Change change = change(node, previous);
    long bytes = 0;
    if (node instanceof FileNode file) {
      counts.file(change);
      bytes = file.size();
    } else if (node instanceof DirectoryNode) {
      counts.directory(change);
    }
    if (problem.isEmpty()) {
      captured.increment();
      listener.captured(path, change, bytes);
    } else {
      failed(path, problem);
    }
  }

  void excluded(BytePath path, String rule) {
    excluded.add(path, rule);
    listener.excluded(path, rule);
  }

  void failed(BytePath path, String reason) {
    counts.error();
    failed.add(path, reason);
    listener.failed(path, reason);
  }

  void warned(String message) {
    listener.warned(message);
  }

  /** Packs that the repository has lost: their blobs are stored again as far as they are found. */
  void lost(Collection<PackId> packs) {
    packs.stream()
        .limit(MOST_LOST_NAMED)
        .forEach(pack ->
            warned(
                "pack %s is missing in the repository, or cut short: what this backup finds of its content is stored again"
                    .formatted(pack)));
    if (packs.size() > MOST_LOST_NAMED) {
      warned("and %d more such packs".formatted(packs.size() - MOST_LOST_NAMED));
    }
    if (!packs.isEmpty()) {
      warned("which older snapshots need such packs, 'holdfast check' says");
    }
  }

  Completeness completeness() {
    return new Completeness(captured.sum(), excluded.listed(), failed.listed());
  }

  private static Change change(Node node, @Nullable Node previous) {
    if (previous == null) {
      return Change.NEW;
    }
    boolean sameContent =
        switch (node) {
          case FileNode file ->
              previous instanceof FileNode old && file.content().equals(old.content());
          case DirectoryNode directory ->
              previous instanceof DirectoryNode old && directory.subtree().equals(old.subtree());
          case Node other -> other.getClass() == previous.getClass();
        };
    return sameContent && isSame(node.metadata(), previous.metadata())
        ? Change.UNCHANGED
        : Change.CHANGED;
  }

  // Device, inode and change time say where a file lies, not what it is.
  private static boolean isSame(NodeMetadata now, NodeMetadata before) {
    return now.mode().equals(before.mode())
        && now.times().modified().equals(before.times().modified())
        && now.owner().equals(before.owner())
        && now.extendedAttributes().equals(before.extendedAttributes());
  }

  /** Entries with one outcome: all counted, the first of them kept. */
  private static final class Listing {
    private final List<Completeness.Entry> entries = new ArrayList<>();
    private long total;

    synchronized void add(BytePath path, String reason) {
      total++;
      if (entries.size() < Completeness.Listed.MOST) {
        entries.add(new Completeness.Entry(path.toString(), reason));
      }
    }

    synchronized Completeness.Listed listed() {
      return new Completeness.Listed(total, entries);
    }
  }
}
