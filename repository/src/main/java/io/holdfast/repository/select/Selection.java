package io.holdfast.repository.select;

import java.util.List;

/** Which paths of a snapshot are to be restored, or shown. */
public sealed interface Selection {
  /** Everything. */
  Selection ALL = new Excluding(List.of());

  /** Whether the entry at this absolute path is meant. */
  boolean matches(byte[] path);

  /** Whether it is worth looking into the directory at this absolute path. */
  boolean mayMatchBelow(byte[] path);

  /** What at least one of the lists means. */
  record Including(List<PatternList> lists) implements Selection {
    public Including {
      lists = List.copyOf(lists);
    }

    @Override
    public boolean matches(byte[] path) {
      return lists.stream().anyMatch(list -> list.matches(path));
    }

    @Override
    public boolean mayMatchBelow(byte[] path) {
      return lists.stream().anyMatch(list -> list.mayMatchBelow(path));
    }
  }

  /** What none of the lists means; nothing below a directory that one of them means. */
  record Excluding(List<PatternList> lists) implements Selection {
    public Excluding {
      lists = List.copyOf(lists);
    }

    @Override
    public boolean matches(byte[] path) {
      return lists.stream().noneMatch(list -> list.matches(path));
    }

    @Override
    public boolean mayMatchBelow(byte[] path) {
      return matches(path);
    }
  }
}
