package io.holdfast.repository.backup;

import io.holdfast.repository.Trees;
import io.holdfast.repository.backup.EntryMetadata.Described;
import io.holdfast.repository.file.BytePath;
import io.holdfast.repository.file.Directory;
import io.holdfast.repository.file.FileStatus;
import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.tree.FileNode;
import io.holdfast.repository.tree.Node;
import io.holdfast.repository.tree.NodeName;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Goes through the source, directory by directory, and hands out what it finds. */
final class Walk {
  private final Selection selection;
  private final FileComparison comparison;
  private final EntryMetadata metadata;
  private final Recorder recorder;
  private final Trees parentTrees;
  private final KnownTrees knownTrees;
  private final Dispatch dispatch;

  // Not recursive: directories nest deeper than a thread's stack.
  private final Deque<WalkLevel> open = new ArrayDeque<>();

  Walk(
      Selection selection,
      FileComparison comparison,
      EntryMetadata metadata,
      Recorder recorder,
      Trees parentTrees,
      KnownTrees knownTrees,
      Dispatch dispatch) {
    this.selection = selection;
    this.comparison = comparison;
    this.metadata = metadata;
    this.recorder = recorder;
    this.parentTrees = parentTrees;
    this.knownTrees = knownTrees;
    this.dispatch = dispatch;
  }

  void run(Target root, @Nullable BlobId parentRoot) throws IOException {
    ParentTree parent = ParentTree.ofTree(parentRoot, parentTrees, knownTrees, recorder);
    DirectoryInProgress top = new DirectoryInProgress(null);
    try {
      if (root.isNamed()) {
        SharedDirectory slash = SharedDirectory.of(Directory.open(root.path()));
        open.push(new WalkLevel(top, parent, slash, entriesOf(slash)));
      } else {
        open.push(new WalkLevel(top, parent, null, targetsOf(root)));
      }
      goThrough();
    } finally {
      releaseRest();
    }
  }

  /** The volume alone, below directories that are there only to lead to it. */
  void run(VolumeRoot volume, @Nullable BlobId parentRoot) throws IOException {
    ParentTree parent = ParentTree.ofTree(parentRoot, parentTrees, knownTrees, recorder);
    DirectoryInProgress holder = new DirectoryInProgress(null);
    for (VolumeRoot.Above above : volume.above()) {
      Node previous = parent.find(above.name());
      DirectoryInProgress inner =
          below(holder, above.name(), above.path(), above.described(), previous);
      holder.end();
      holder = inner;
      parent = ParentTree.of(previous, parentTrees, knownTrees, recorder);
    }
    try {
      pushVolume(volume, holder, parent.find(volume.name()));
      holder.end();
      goThrough();
    } finally {
      releaseRest();
    }
  }

  private void pushVolume(VolumeRoot volume, DirectoryInProgress holder, @Nullable Node previous)
      throws IOException {
    ParentTree parent = ParentTree.of(previous, parentTrees, knownTrees, recorder);
    SharedDirectory source = VolumeRoot.open(volume.volume());
    boolean pushed = false;
    try {
      Described described;
      WalkLevel.Step entries;
      try {
        described = metadata.describe(source.status(), source.directory().attributes());
        entries = entriesOf(source);
      } catch (IOException unreadable) {
        throw VolumeRoot.failure(volume.volume(), unreadable);
      }
      DirectoryInProgress target = below(holder, volume.name(), source.path(), described, previous);
      open.push(new WalkLevel(target, parent, source, entries));
      pushed = true;
    } finally {
      if (!pushed) {
        source.release();
      }
    }
  }

  private void goThrough() throws IOException {
    for (WalkLevel level = open.peek(); level != null; level = open.peek()) {
      if (!level.step().next(level)) {
        open.remove(level);
        level.release();
        dispatch.ended(level.target());
      }
    }
  }

  private void releaseRest() throws IOException {
    for (WalkLevel left : open) {
      left.release();
    }
  }

  private WalkLevel.Step targetsOf(Target directory) {
    Iterator<Map.Entry<NodeName, Target>> children = directory.children().entrySet().iterator();
    return level -> {
      if (!children.hasNext()) {
        return false;
      }
      Map.Entry<NodeName, Target> child = children.next();
      target(level, child.getKey(), child.getValue());
      return true;
    };
  }

  private void target(WalkLevel level, NodeName name, Target target) throws IOException {
    Node previous = level.parent().find(name);
    if (!target.isNamed()) {
      onTheWay(level, name, target, previous);
      return;
    }
    SharedDirectory holder;
    try {
      holder = SharedDirectory.of(Directory.open(target.path().parent()));
    } catch (IOException unreadable) {
      recorder.failed(target.path(), Reason.of(unreadable));
      return;
    }
    try {
      // Whoever names a path means it: rules are for what is found below (restic 0.19 does so,
      // too).
      byte[] own = target.path().name();
      Optional<FileStatus> status = statusOf(holder, own);
      if (status.isPresent()) {
        take(level, holder, own, name, status.get(), previous);
      }
    } finally {
      dispatch.flush();
      holder.release();
    }
  }

  /** A directory that is only in the snapshot because of what is below. */
  private void onTheWay(WalkLevel level, NodeName name, Target target, @Nullable Node previous)
      throws IOException {
    Described described;
    try (Directory directory = Directory.open(target.path())) {
      described = metadata.describe(directory.status(), directory.attributes());
    } catch (IOException unreadable) {
      recorder.failed(target.path(), Reason.of(unreadable));
      return;
    }
    DirectoryInProgress inner = below(level.target(), name, target.path(), described, previous);
    ParentTree parent = ParentTree.of(previous, parentTrees, knownTrees, recorder);
    open.push(new WalkLevel(inner, parent, null, targetsOf(target)));
  }

  private static DirectoryInProgress below(
      DirectoryInProgress holder,
      NodeName name,
      BytePath path,
      Described described,
      @Nullable Node previous) {
    int slot = holder.reserve();
    return new DirectoryInProgress(
        new DirectoryInProgress.Place(holder, slot, path, name, described, previous));
  }

  private WalkLevel.Step entriesOf(SharedDirectory source) throws IOException {
    Optional<Selection.ContentExclusion> excluded =
        selection.contentExclusion(source.path(), source.directory());
    List<byte[]> names = source.directory().names();
    if (excluded.isPresent()) {
      recorder.excluded(source.path(), "its content: " + excluded.get().rule());
      names.removeIf(name -> !Arrays.equals(name, excluded.get().kept()));
    }
    names.sort(Arrays::compareUnsigned);
    Iterator<byte[]> rest = names.iterator();
    return level -> {
      if (!rest.hasNext()) {
        return false;
      }
      byte[] name = rest.next();
      NodeName nodeName = NodeName.of(name);
      visit(level, source, name, nodeName, level.parent().find(nodeName));
      return true;
    };
  }

  private void visit(
      WalkLevel level,
      SharedDirectory source,
      byte[] name,
      NodeName newName,
      @Nullable Node previous)
      throws IOException {
    Optional<FileStatus> status = statusOf(source, name);
    if (status.isEmpty()) {
      return;
    }
    BytePath path = source.path(name);
    Optional<String> rule = selection.exclusion(path, status.get(), source.status());
    if (rule.isPresent()) {
      recorder.excluded(path, rule.get());
      return;
    }
    take(level, source, name, newName, status.get(), previous);
  }

  private Optional<FileStatus> statusOf(SharedDirectory source, byte[] name) {
    try {
      return Optional.of(source.directory().status(name));
    } catch (IOException unreadable) {
      recorder.failed(source.path(name), Reason.of(unreadable));
      return Optional.empty();
    }
  }

  private void take(
      WalkLevel level,
      SharedDirectory source,
      byte[] name,
      NodeName newName,
      FileStatus status,
      @Nullable Node previous)
      throws IOException {
    if (status.isDirectory()) {
      directory(level, source, name, newName, status, previous);
      return;
    }
    int slot = level.target().reserve();
    Entry entry = new Entry(source, name, status, level.target(), slot, newName, previous);
    if (previous instanceof FileNode before && comparison.isUnchanged(status, before)) {
      dispatch.unchanged(entry, before);
    } else {
      dispatch.changed(entry);
    }
  }

  private void directory(
      WalkLevel level,
      SharedDirectory source,
      byte[] name,
      NodeName newName,
      FileStatus status,
      @Nullable Node previous)
      throws IOException {
    BytePath path = source.path(name);
    ParentTree parent = ParentTree.of(previous, parentTrees, knownTrees, recorder);
    SharedDirectory inner;
    WalkLevel.Step entries;
    Described described;
    try {
      inner = SharedDirectory.of(source.directory().openChild(name), path);
    } catch (IOException unreadable) {
      closed(level, source, name, newName, status, previous, Reason.of(unreadable));
      return;
    }
    try {
      described = metadata.describe(inner.status(), inner.directory().attributes());
      entries = entriesOf(inner);
    } catch (IOException unreadable) {
      inner.release();
      closed(level, source, name, newName, status, previous, Reason.of(unreadable));
      return;
    }
    DirectoryInProgress target = below(level.target(), newName, path, described, previous);
    open.push(new WalkLevel(target, parent, inner, entries));
  }

  /** A directory that cannot be listed is in the snapshot without content, and has failed. */
  private void closed(
      WalkLevel level,
      SharedDirectory source,
      byte[] name,
      NodeName newName,
      FileStatus status,
      @Nullable Node previous,
      String why)
      throws IOException {
    Described known;
    try {
      known = metadata.describe(status, source.directory().attributes(name));
    } catch (IOException gone) {
      recorder.failed(source.path(name), why);
      return;
    }
    Described failed = new Described(known.metadata(), why);
    dispatch.ended(below(level.target(), newName, source.path(name), failed, previous));
  }
}
