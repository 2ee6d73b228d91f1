package io.holdfast.repository.store;

/** The kinds of object a repository is made of, one folder each (restic's layout, F40). */
public enum ObjectKind {
  /** The one {@code config} object, which lies in no folder. */
  CONFIG("config"),
  /** Key files under {@code keys}: plain JSON. */
  KEY("keys"),
  /** Lock files under {@code locks}: encrypted. */
  LOCK("locks"),
  /** Snapshots under {@code snapshots}: encrypted. */
  SNAPSHOT("snapshots"),
  /** Index files under {@code index}: encrypted. */
  INDEX("index"),
  /** Packs under {@code data/xx}, {@code xx} being the first two digits of the name. */
  PACK("data");

  private final String folder;

  ObjectKind(String folder) {
    this.folder = folder;
  }

  /** The folder's name; for {@link #CONFIG} the object's own. */
  public String folder() {
    return folder;
  }
}
