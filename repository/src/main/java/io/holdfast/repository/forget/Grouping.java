package io.holdfast.repository.forget;

import io.holdfast.repository.snapshot.Snapshot;
import java.util.List;

/** By what snapshots are put into groups; by nothing means one group of all. */
public record Grouping(boolean host, boolean paths, boolean tags) {
  /** What is used unless somebody asks for something else. */
  public static final Grouping BY_HOST_AND_PATHS = new Grouping(true, true, false);

  /**
   * What a group's snapshots have in common; empty where the grouping does not look.
   *
   * @param paths sorted
   * @param tags sorted
   */
  public record Key(String host, List<String> paths, List<String> tags) implements Comparable<Key> {
    public Key {
      paths = List.copyOf(paths);
      tags = List.copyOf(tags);
    }

    @Override
    public int compareTo(Key other) {
      int order = host.compareTo(other.host);
      if (order == 0) {
        order = compare(paths, other.paths);
      }
      return order != 0 ? order : compare(tags, other.tags);
    }

    private static int compare(List<String> some, List<String> others) {
      for (int i = 0; i < Math.min(some.size(), others.size()); i++) {
        int order = some.get(i).compareTo(others.get(i));
        if (order != 0) {
          return order;
        }
      }
      return Integer.compare(some.size(), others.size());
    }
  }

  /**
   * Reads some of {@code host}, {@code paths} and {@code tags} with commas between them.
   *
   * @throws IllegalArgumentException when there is another word
   */
  public static Grouping parse(String text) {
    boolean host = false;
    boolean paths = false;
    boolean tags = false;
    for (String word : text.split(",", -1)) {
      switch (word) {
        case "host", "hosts" -> host = true;
        case "path", "paths" -> paths = true;
        case "tag", "tags" -> tags = true;
        case "" -> {}
        default ->
            throw new IllegalArgumentException(
                "cannot group by '%s': expected host, paths and tags, with commas between them"
                    .formatted(word));
      }
    }
    return new Grouping(host, paths, tags);
  }

  /** The group a snapshot belongs to. */
  public Key key(Snapshot snapshot) {
    return new Key(
        host ? snapshot.hostname() : "",
        paths ? snapshot.paths().stream().sorted().toList() : List.of(),
        tags ? snapshot.tags().stream().sorted().toList() : List.of());
  }
}
