package io.holdfast.repository.restore;

import io.holdfast.repository.file.BytePath;
import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.select.Selection;
import io.holdfast.repository.tree.DirectoryNode;
import org.jspecify.annotations.Nullable;

/**
 * What to restore, where to, and how.
 *
 * @param tree whose entries become those of the target: a snapshot's, or of a directory in it
 * @param target a directory, made when it is absent; the only path whose symbolic links are
 *     followed
 * @param selection which entries, by their path below {@code tree}
 * @param options how
 * @param itself whose owner, mode and times the target gets in the end; absent when it keeps its
 *     own
 */
public record RestoreRequest(
    BlobId tree,
    BytePath target,
    Selection selection,
    Options options,
    @Nullable DirectoryNode itself) {
  /**
   * How to restore.
   *
   * @param overwrite what to do about what is there already
   * @param delete whether to remove what is in the target's directories and not in the snapshot's,
   *     as far as it is selected
   * @param sparse whether to leave holes where files have zeros
   * @param verify whether to read every file once more after it was written
   * @param ownership whom entries belong to
   */
  public record Options(
      Overwrite overwrite, boolean delete, boolean sparse, boolean verify, Ownership ownership) {
    public static final Options DEFAULT =
        new Options(Overwrite.ALWAYS, false, false, false, Ownership.BY_NUMBER);
  }

  /**
   * Checks that the request is a safe one.
   *
   * @throws IllegalArgumentException when it would delete whatever the snapshot does not have on
   *     the whole machine
   */
  public RestoreRequest {
    if (options.delete()
        && selection.equals(Selection.ALL)
        && target.normalized().equals(BytePath.of("/"))) {
      throw new IllegalArgumentException(
          "deleting below / everything that the snapshot does not have is refused: say by include"
              + " or exclude patterns what may be deleted");
    }
  }

  /** A request for what is in a tree; the target stays as it is. */
  public RestoreRequest(BlobId tree, BytePath target, Selection selection, Options options) {
    this(tree, target, selection, options, null);
  }
}
