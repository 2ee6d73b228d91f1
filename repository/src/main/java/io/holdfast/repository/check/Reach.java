package io.holdfast.repository.check;

import io.holdfast.repository.TreePath;
import io.holdfast.repository.id.SnapshotId;
import java.util.List;

/**
 * What a damage hits.
 *
 * @param places some of the files and directories that cannot be read whole because of it; the root
 *     path stands for a whole snapshot
 * @param isWhole whether these are all places
 */
public record Reach(List<Place> places, boolean isWhole) {
  /** No file of any snapshot. */
  public static final Reach NOTHING = new Reach(List.of(), true);

  public Reach {
    places = List.copyOf(places);
  }

  /** A path in a snapshot. */
  public record Place(SnapshotId snapshot, TreePath path) {}
}
