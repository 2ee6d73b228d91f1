package io.holdfast.repository.diff;

import io.holdfast.repository.TreePath;
import io.holdfast.repository.tree.DirectoryNode;
import io.holdfast.repository.tree.Node;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An entry that is not the same in both snapshots.
 *
 * @param kinds in what, at least one
 * @param before null when it was added
 * @param after null when it was removed
 */
public record Change(TreePath path, List<Kind> kinds, @Nullable Node before, @Nullable Node after) {
  public Change {
    kinds = List.copyOf(kinds);
  }

  /** In what an entry differs. */
  public enum Kind {
    ADDED('+'),
    REMOVED('-'),
    TYPE('T'),
    CONTENT('M'),
    /** The content differs and nothing else: the disk may have changed it, nobody wrote it. */
    BITROT('?'),
    METADATA('U');

    private final char letter;

    Kind(char letter) {
      this.letter = letter;
    }

    /** restic's letter for it. */
    public char letter() {
      return letter;
    }
  }

  /** restic's letters for what differs. */
  public String modifier() {
    return kinds.stream().map(kind -> String.valueOf(kind.letter)).collect(Collectors.joining());
  }

  /** Whether the entry is a directory, or was one when it is gone. */
  public boolean isDirectory() {
    return (after == null ? before : after) instanceof DirectoryNode;
  }
}
