package io.holdfast.repository.list;

import io.holdfast.repository.Repository;
import io.holdfast.repository.TreePath;
import io.holdfast.repository.TreeWalk;
import io.holdfast.repository.Trees;
import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.tree.Node;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** One listing of a snapshot's entries, as restic's {@code ls} chooses them. */
public final class Listing {
  private final ListRequest request;
  private final Consumer consumer;
  private final Set<Integer> found = new TreeSet<>();
  private long count;

  private Listing(ListRequest request, Consumer consumer) {
    this.request = request;
    this.consumer = consumer;
  }

  /** Takes entries as they are found. */
  @FunctionalInterface
  public interface Consumer {
    void entry(TreePath path, Node node) throws IOException;
  }

  /**
   * What came of it.
   *
   * @param entries how many were listed
   * @param absent those of the paths asked for that are not in the snapshot
   */
  public record Listed(long entries, List<TreePath> absent) {
    public Listed {
      absent = List.copyOf(absent);
    }
  }

  /**
   * Lists entries below a root tree; the repository's index must be loaded.
   *
   * @throws IOException when a directory on the way cannot be read
   */
  public static Listed of(
      Repository repository, BlobId root, ListRequest request, Consumer consumer)
      throws IOException {
    Listing listing = new Listing(request, consumer);
    try (Trees trees = repository.trees()) {
      TreeWalk.through(trees, root, listing::enter);
    }
    List<TreePath> absent =
        IntStream.range(0, request.paths().size())
            .filter(i -> !listing.found.contains(i) && request.paths().get(i).depth() > 0)
            .mapToObj(request.paths()::get)
            .toList();
    return new Listed(listing.count, absent);
  }

  private boolean enter(TreePath path, Node node) throws IOException {
    if (request.paths().isEmpty()) {
      list(path, node);
      return request.isRecursive();
    }
    boolean isWithin = false;
    boolean leadsThere = false;
    for (int i = 0; i < request.paths().size(); i++) {
      TreePath wanted = request.paths().get(i);
      if (path.depth() >= wanted.depth() && path.startsWith(wanted)) {
        isWithin = true;
      }
      if (wanted.startsWith(path)) {
        leadsThere = true;
        if (wanted.depth() == path.depth()) {
          found.add(i);
        }
      }
    }
    if (isWithin) {
      list(path, node);
    }
    return leadsThere || (isWithin && request.isRecursive());
  }

  private void list(TreePath path, Node node) throws IOException {
    count++;
    consumer.entry(path, node);
  }
}
