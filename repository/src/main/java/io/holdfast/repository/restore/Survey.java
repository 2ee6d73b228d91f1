package io.holdfast.repository.restore;

import io.holdfast.repository.TreePath;
import io.holdfast.repository.TreeWalk;
import io.holdfast.repository.Trees;
import io.holdfast.repository.blob.Damage;
import io.holdfast.repository.file.FileStatus;
import io.holdfast.repository.file.PosixException;
import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.select.Selection;
import io.holdfast.repository.tree.DirectoryNode;
import io.holdfast.repository.tree.Node;
import io.holdfast.repository.tree.NodeName;
import io.holdfast.repository.tree.TreeReader;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Walks through a tree and decides about each entry, looking at what is in the target.
 *
 * <p>A directory that is not selected itself is entered only once something in it is.
 */
final class Survey implements TreeWalk.Visitor {
  /** Twice as deep as the longest path that the kernel takes. */
  static final int DEEPEST = 4096;

  private final RestoreRequest request;
  private final Places places;
  private final Sink sink;
  private final boolean everything;
  private final Deque<Level> levels = new ArrayDeque<>();

  /** Takes the decisions, in the order of the walk. */
  interface Sink {
    /** About an entry that is not gone into. */
    void step(Place parent, Step step) throws IOException;

    /**
     * About a directory that will be gone into.
     *
     * @return false when it cannot be
     */
    boolean enter(Place directory, DirectoryNode node, Step step) throws IOException;

    /**
     * The end of a directory that was gone into.
     *
     * @param node null for a target that stays as it is
     * @param deletions what is in it and not in the snapshot
     */
    void leave(Place directory, @Nullable DirectoryNode node, List<Step.Delete> deletions)
        throws IOException;
  }

  /** A directory on the way down. */
  private static final class Level {
    final Place place;
    final @Nullable DirectoryNode node;
    // Absent once the sink was told.
    @Nullable Step entering;
    boolean entered;
    // Names in the target that were not yet met in the tree; null when nothing is to be deleted.
    @Nullable Set<NodeName> strange;

    Level(Place place, @Nullable DirectoryNode node, @Nullable Step entering) {
      this.place = place;
      this.node = node;
      this.entering = entering;
    }
  }

  Survey(RestoreRequest request, Places places, Sink sink) {
    this.request = request;
    this.places = places;
    this.sink = sink;
    this.everything = request.selection().equals(Selection.ALL);
  }

  void run(Trees trees, Place root) throws IOException {
    Level level = new Level(root, request.itself(), null);
    level.entered = level.node != null;
    lookForStrangers(level);
    levels.addLast(level);
    TreeWalk.through(trees, TreePath.ROOT, request.tree(), TreeReader.Order.STRICT, this);
  }

  @Override
  public boolean enter(TreePath path, Node node) throws IOException {
    Level level = levels.getLast();
    if (level.strange != null) {
      level.strange.remove(node.name());
    }
    if (!node.name().isSafe()) {
      refuse(
          level, path, "its name is none that an entry can have: expected bytes without / and NUL");
      return false;
    }
    if (!level.place.avoid(node.name().bytes())) {
      refuse(level, path, "its name is one that unfinished files of a restore have");
      return false;
    }
    byte[] bytes = everything ? new byte[0] : path.bytes();
    boolean selected = everything || request.selection().matches(bytes);
    if (node instanceof DirectoryNode directory) {
      boolean below = everything || request.selection().mayMatchBelow(bytes);
      return (selected || below) && enter(path, directory, selected, below);
    }
    if (selected && enterAll()) {
      sink.step(level.place, decide(level.place, path, node));
    }
    return false;
  }

  private boolean enter(TreePath path, DirectoryNode node, boolean selected, boolean below)
      throws IOException {
    Place above = levels.getLast().place;
    Step step =
        path.depth() > DEEPEST
            ? new Step.Refuse(path, "it lies more than " + DEEPEST + " directories deep")
            : decide(above, path, node);
    if (step instanceof Step.Refuse || step instanceof Step.Keep) {
      if (enterAll()) {
        sink.step(above, step);
      }
      return false;
    }
    Place.State state = step instanceof Step.Adjust ? Place.State.FOUND : Place.State.ABSENT;
    Level level = new Level(above.child(path, state), node, step);
    levels.addLast(level);
    if (selected && !enterAll()) {
      levels.removeLast();
      return false;
    }
    if (!below) {
      leave(path, node.subtree());
      return false;
    }
    lookForStrangers(level);
    return true;
  }

  /** Tells the sink of every directory on the way down that it was not told of. */
  private boolean enterAll() throws IOException {
    for (Level level : levels) {
      Step step = level.entering;
      DirectoryNode node = level.node;
      if (step != null && node != null) {
        if (!sink.enter(level.place, node, step)) {
          return false;
        }
        level.entering = null;
      }
      level.entered = true;
    }
    return true;
  }

  private void refuse(Level level, TreePath path, String reason) throws IOException {
    sink.step(level.place, new Step.Refuse(path, reason));
  }

  private Step decide(Place parent, TreePath path, Node node) throws IOException {
    Optional<FileStatus> found = Optional.empty();
    if (parent.isFound()) {
      try {
        found = places.at(parent, directory -> directory.find(node.name().bytes()));
      } catch (PosixException unknown) {
        return new Step.Refuse(path, String.valueOf(unknown.getMessage()));
      }
    }
    return request.options().overwrite().decide(path, node, found.orElse(null));
  }

  private void lookForStrangers(Level level) throws IOException {
    if (!request.options().delete() || !level.place.isFound()) {
      return;
    }
    Set<NodeName> names = new TreeSet<>();
    places.in(level.place, directory -> directory.list((name, _) -> names.add(NodeName.of(name))));
    level.strange = names;
  }

  @Override
  public void unreadable(TreePath path, BlobId tree, IOException failure) throws IOException {
    if (!Damage.is(failure)) {
      throw failure;
    }
    Level level = levels.getLast();
    // What the rest of the tree names is not known, so nothing counts as strange.
    level.strange = null;
    refuse(level, path, String.valueOf(failure.getMessage()));
  }

  @Override
  public void leave(TreePath path, BlobId tree) throws IOException {
    Level level = levels.removeLast();
    if (level.entered) {
      sink.leave(level.place, level.node, deletions(level));
    }
  }

  private List<Step.Delete> deletions(Level level) {
    if (level.strange == null) {
      return List.of();
    }
    List<Step.Delete> deletions = new ArrayList<>();
    Iterator<NodeName> names = level.strange.iterator();
    while (names.hasNext()) {
      TreePath path = level.place.path().child(names.next());
      if (everything || request.selection().matches(path.bytes())) {
        deletions.add(new Step.Delete(path));
      }
    }
    return deletions;
  }
}
