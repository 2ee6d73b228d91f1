package io.holdfast.schema.document;

import java.util.ArrayList;
import java.util.List;

/** Mistakes as they are found; beyond a bound they are only counted. Not for several threads. */
public final class Mistakes {
  private final int most;
  private final List<Mistake> found = new ArrayList<>();
  private int more;

  public Mistakes(int most) {
    this.most = most;
  }

  public void add(Position position, String path, String problem, String expected) {
    add(new Mistake(position, path, problem, expected));
  }

  public void add(Mistake mistake) {
    if (found.size() < most) {
      found.add(mistake);
    } else {
      more++;
    }
  }

  public void addAll(List<Mistake> mistakes) {
    mistakes.forEach(this::add);
  }

  public boolean isEmpty() {
    return found.isEmpty();
  }

  /** How many were found, those that were only counted too. */
  public int count() {
    return found.size() + more;
  }

  /** What was found, and at the end how much more there is. */
  public List<Mistake> list() {
    if (more == 0) {
      return List.copyOf(found);
    }
    var all = new ArrayList<>(found);
    var last = found.isEmpty() ? Position.NONE : found.getLast().position();
    all.add(new Mistake(last, "", "%d more mistakes are not listed".formatted(more), ""));
    return List.copyOf(all);
  }

  /** The value when nothing is wrong, else all mistakes. */
  public <T> Reading<T> unless(T value) {
    return isEmpty() ? new Reading.Read<>(value) : new Reading.Refused<>(list());
  }
}
