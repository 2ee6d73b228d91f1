package io.holdfast.repository.select;

import io.holdfast.repository.file.EntryKind;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * All reasons to leave something out of a backup; the first that applies is named.
 *
 * <p>What is below a directory that is left out is left out without a question.
 *
 * @param patterns lists that do not know of each other: each alone can leave a path out
 * @param tags files that mark their directories
 * @param largest bytes of the largest file that is taken
 * @param oneFileSystem whether {@link FileSystems} is to be asked
 */
public record Rules(
    List<PatternList> patterns, List<TagFile> tags, OptionalLong largest, boolean oneFileSystem) {
  /** Leaves nothing out. */
  public static final Rules NONE = new Rules(List.of(), List.of(), OptionalLong.empty(), false);

  public Rules {
    patterns = List.copyOf(patterns);
    tags = List.copyOf(tags);
  }

  /** Why the path is left out, whatever is there: so nothing there needs to be touched. */
  public Optional<Rule> decide(byte[] path) {
    for (PatternList list : patterns) {
      Optional<Pattern> match = list.match(path);
      if (match.isPresent()) {
        return Optional.of(new Rule.Matches(match.get()));
      }
    }
    return Optional.empty();
  }

  /**
   * Why the entry is left out, by its path or its size.
   *
   * @param path absolute
   * @param size in bytes; of a directory it does not count
   */
  public Optional<Rule> decide(byte[] path, EntryKind kind, long size) {
    Optional<Rule> byPath = decide(path);
    if (byPath.isPresent() || kind == EntryKind.DIRECTORY) {
      return byPath;
    }
    return largest.isPresent() && size > largest.getAsLong()
        ? Optional.of(new Rule.LargerThan(largest.getAsLong()))
        : Optional.empty();
  }
}
