package io.holdfast.repository;

import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.index.BlobIndex;
import io.holdfast.repository.pack.BlobType;
import io.holdfast.repository.task.Tasks;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Shows trees to several threads, each tree once in however many places it stands.
 *
 * <p>For who wants to know what there is, not where: {@link TreeWalk} knows the path, is for one
 * thread, and comes to a tree as often as it stands somewhere.
 *
 * <p>A circle of trees ends where one comes the second time. The tree that came last is shown
 * first, so that as many wait as one path is deep and its directories are wide. The repository's
 * index must be loaded. {@link #add} may be called by any thread, {@link #run} once.
 */
public final class TreeSweep {
  /** What trees are shown to, by several threads at a time. */
  @FunctionalInterface
  public interface Visitor {
    /**
     * A tree, to be read with {@code trees}; what is below it is {@link #add added} from here.
     *
     * @throws IOException to end the sweep
     */
    void look(BlobId tree, Trees trees) throws IOException;
  }

  private final Repository repository;
  private final BlobIndex index;
  private final Deque<BlobId> waiting = new ArrayDeque<>();
  private final BitSet found = new BitSet();
  private int busy;

  public TreeSweep(Repository repository) {
    this.repository = repository;
    this.index = repository.index();
  }

  /** Has a tree shown unless it was there before; false when the index does not know it. */
  public boolean add(BlobId tree) {
    OptionalInt ordinal = index.ordinal(BlobType.TREE, tree);
    ordinal.ifPresent(first -> add(first, tree));
    return ordinal.isPresent();
  }

  private synchronized void add(int ordinal, BlobId tree) {
    if (!found.get(ordinal)) {
      found.set(ordinal);
      waiting.addLast(tree);
      notifyAll();
    }
  }

  /**
   * Shows all trees that were added, and those that are added meanwhile.
   *
   * @param name of the threads
   * @throws IOException when the visitor threw that
   */
  public void run(String name, int threads, Visitor visitor) throws IOException {
    try (Tasks tasks = Tasks.computing(name, threads, threads)) {
      for (int i = 0; i < threads; i++) {
        tasks.submit(() -> work(visitor));
      }
      tasks.join();
    }
  }

  /** How many trees there were. */
  public synchronized int count() {
    return found.cardinality();
  }

  /** Adds the ordinals of the trees' first copies. */
  public synchronized void addTo(BitSet ordinals) {
    ordinals.or(found);
  }

  private void work(Visitor visitor) throws IOException, InterruptedException {
    try (Trees trees = repository.trees()) {
      for (BlobId tree = take(); tree != null; tree = take()) {
        visitor.look(tree, trees);
        done();
      }
    }
  }

  /** A tree to look at; null when there will be no more. */
  private synchronized @Nullable BlobId take() throws InterruptedException {
    while (waiting.isEmpty()) {
      if (busy == 0) {
        return null;
      }
      wait();
    }
    busy++;
    return waiting.removeLast();
  }

  private synchronized void done() {
    busy--;
    if (busy == 0) {
      notifyAll();
    }
  }
}
