package io.holdfast.repository.restore;

import io.holdfast.repository.file.Directory;
import io.holdfast.repository.file.PosixException;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The open directories of the target; thread-safe.
 *
 * <p>Each is opened in the one it is in, never following a symbolic link, so that nothing that is
 * planted below the target leads out of it. Only so many stay open at a time.
 */
final class Places implements AutoCloseable {
  /** Those of a target that is absent. */
  static final Places NONE = new Places(null);

  private static final int MOST_OPEN = 256;

  private final @Nullable Directory root;
  private final Map<Place, Held> open = new LinkedHashMap<>(16, 0.75f, true);

  Places(@Nullable Directory root) {
    this.root = root;
  }

  /** A directory, and how many calls use it now. */
  private static final class Held {
    final Directory directory;
    int users;

    Held(Directory directory) {
      this.directory = directory;
    }
  }

  /** Something to do with an open directory. */
  @FunctionalInterface
  interface Use<T> {
    T in(Directory directory) throws IOException;
  }

  /** Something to do with an open directory, without a result. */
  @FunctionalInterface
  interface Action {
    void in(Directory directory) throws IOException;
  }

  /** Does something with the directory of a place; nobody closes it meanwhile. */
  <T> T at(Place place, Use<T> use) throws IOException {
    Directory directory = hold(place);
    try {
      return use.in(directory);
    } finally {
      release(place);
    }
  }

  /** Like {@link #at}. */
  void in(Place place, Action action) throws IOException {
    Directory directory = hold(place);
    try {
      action.in(directory);
    } finally {
      release(place);
    }
  }

  private synchronized Directory hold(Place place) throws IOException {
    Place parent = place.parent();
    if (parent == null) {
      if (root == null) {
        throw new IllegalStateException("the target is absent, nothing in it can be looked at");
      }
      return root;
    }
    Held held = open.get(place);
    if (held == null) {
      Directory above = hold(parent);
      try {
        held = new Held(above.openChild(place.name()));
      } finally {
        release(parent);
      }
      makeRoom();
      open.put(place, held);
    }
    held.users++;
    return held.directory;
  }

  private synchronized void release(Place place) {
    Held held = open.get(place);
    if (held != null) {
      held.users--;
    }
  }

  private void makeRoom() throws IOException {
    Iterator<Held> eldest = open.values().iterator();
    while (open.size() >= MOST_OPEN && eldest.hasNext()) {
      Held held = eldest.next();
      if (held.users == 0) {
        eldest.remove();
        held.directory.close();
      }
    }
  }

  /** Whether entries made in this directory get an access control list at once. */
  boolean handsDownAcl(Place place) throws IOException {
    Boolean known = place.handsDownAcl();
    if (known != null) {
      return known;
    }
    Place parent = place.parent();
    boolean does;
    if (place.isFound() || parent == null) {
      does = at(place, Places::hasDefaultAcl);
    } else {
      does = handsDownAcl(parent);
    }
    place.handsDownAcl(does);
    return does;
  }

  private static boolean hasDefaultAcl(Directory directory) throws IOException {
    try {
      return directory.attributes().extended("system.posix_acl_default").isPresent();
    } catch (PosixException unsupported) {
      return false; // a file system without such lists hands none down
    }
  }

  @Override
  public synchronized void close() throws IOException {
    try (root) {
      for (Held held : open.values()) {
        held.directory.close();
      }
    }
  }
}
