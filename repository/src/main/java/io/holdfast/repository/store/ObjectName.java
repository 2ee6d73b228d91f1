package io.holdfast.repository.store;

import io.holdfast.repository.id.Sha256;

/**
 * The name of an object in a store.
 *
 * @param name 64 hexadecimal digits, or empty for the config; a store's listing leaves out files
 *     whose names are anything else
 */
public record ObjectName(ObjectKind kind, String name) implements Comparable<ObjectName> {
  /** The one config object. */
  public static final ObjectName CONFIG = new ObjectName(ObjectKind.CONFIG, "");

  public ObjectName {
    if (kind == ObjectKind.CONFIG ? !name.isEmpty() : !Sha256.isWellFormed(name)) {
      throw new IllegalArgumentException("'" + name + "' is not the name of a " + kind);
    }
  }

  public static ObjectName of(ObjectKind kind, Sha256 id) {
    return new ObjectName(kind, id.hex());
  }

  /** The hash the object is named by; the config has none. */
  public Sha256 hash() {
    return Sha256.parse(name);
  }

  /** The path in restic's layout, with {@code /} between its parts: {@code data/ab/ab01…}. */
  public String path() {
    return switch (kind) {
      case CONFIG -> kind.folder();
      case PACK -> kind.folder() + "/" + name.substring(0, 2) + "/" + name;
      case KEY, LOCK, SNAPSHOT, INDEX -> kind.folder() + "/" + name;
    };
  }

  @Override
  public int compareTo(ObjectName other) {
    int order = kind.compareTo(other.kind);
    return order != 0 ? order : name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return path();
  }
}
