package io.holdfast.protection.restore;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was observed of a directory that a restore would touch.
 *
 * @param path absolute
 * @param real where that leads to, without links
 * @param state what is there
 * @param fileSystem which one it is on, or would be; directories on one can be exchanged
 * @param free bytes that fit there
 * @param users processes that use what is there, for people
 */
public record Place(
    String path, String real, State state, String fileSystem, long free, List<String> users) {
  public Place {
    users = List.copyOf(users);
  }

  /** What is at a place. */
  public sealed interface State {
    /**
     * Nothing is.
     *
     * @param missing the topmost directory above it that is not there either; absent when all are
     */
    record Absent(@Nullable String missing) implements State {}

    /**
     * A directory without entries.
     *
     * @param mountPoint whether something is mounted there, so that it cannot be renamed
     */
    record Empty(boolean mountPoint) implements State {}

    /**
     * Something is there.
     *
     * @param mountPoint whether something is mounted there, so that it cannot be renamed, or below
     *     it, which would go along
     */
    record Filled(boolean mountPoint) implements State {}

    /** It is no directory. */
    record Odd(String kind) implements State {}
  }
}
