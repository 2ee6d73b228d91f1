package io.holdfast.repository.list;

import io.holdfast.repository.TreePath;
import java.util.List;

/**
 * Which entries of a snapshot to list.
 *
 * @param paths entries that are listed with, when they are directories, what is in them; none means
 *     everything, at any depth
 * @param isRecursive whether directories below the paths are gone into, too
 */
public record ListRequest(List<TreePath> paths, boolean isRecursive) {
  /** Everything in a snapshot. */
  public static final ListRequest ALL = new ListRequest(List.of(), true);

  public ListRequest {
    paths = List.copyOf(paths);
  }
}
