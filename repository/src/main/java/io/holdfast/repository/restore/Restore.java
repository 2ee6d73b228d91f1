package io.holdfast.repository.restore;

import io.holdfast.repository.Repository;
import io.holdfast.repository.Trees;
import io.holdfast.repository.file.Directory;
import io.holdfast.repository.tree.DirectoryNode;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Restores one tree, or says what that would do: both go through the same survey, which decides a
 * {@link Step} for each entry from what is in the target then.
 *
 * <p>The steps are never all there at once, since a snapshot may have more entries than fit into
 * memory.
 */
public final class Restore {
  private final Repository repository;
  private final RestoreRequest request;

  /** A restore that has not begun; the repository's index must be loaded. */
  public Restore(Repository repository, RestoreRequest request) {
    this.repository = repository;
    this.request = request;
  }

  /**
   * Passes on every step that {@link #run} would carry out now, in order, and changes nothing.
   *
   * @throws IOException when the target or the repository cannot be read; what can be known of a
   *     single entry is a {@link Step.Refuse}
   */
  public void preview(Consumer<Step> steps) throws IOException {
    Directory target = Target.openIfPresent(request.target());
    Place root = Place.root(target == null ? Place.State.ABSENT : Place.State.FOUND);
    try (Trees trees = repository.trees()) {
      if (target == null) {
        new Survey(request, Places.NONE, new Preview(steps)).run(trees, root);
        return;
      }
      try (Places places = new Places(target)) {
        new Survey(request, places, new Preview(steps)).run(trees, root);
      }
    }
  }

  /**
   * Carries every step out as it is decided.
   *
   * @param counts for whoever shows how far it is
   * @throws IOException when the store fails, or the target is full or cannot be written; a second
   *     run goes on from there
   */
  public RestoreReport run(RestoreCounts counts, RestoreListener listener) throws IOException {
    Recorder recorder = new Recorder(counts, listener);
    try (Places places = new Places(Target.openOrMake(request.target()));
        Trees trees = repository.trees();
        Restoration restoration = new Restoration(repository, request, places, recorder)) {
      new Survey(request, places, restoration).run(trees, Place.root(Place.State.FOUND));
      restoration.finish();
    }
    return recorder.report();
  }

  /** Only tells the steps. */
  private record Preview(Consumer<Step> steps) implements Survey.Sink {
    @Override
    public void step(Place parent, Step step) {
      steps.accept(step);
    }

    @Override
    public boolean enter(Place directory, DirectoryNode node, Step step) {
      steps.accept(step);
      return true;
    }

    @Override
    public void leave(Place directory, @Nullable DirectoryNode node, List<Step.Delete> deletions) {
      deletions.forEach(steps);
    }
  }
}
