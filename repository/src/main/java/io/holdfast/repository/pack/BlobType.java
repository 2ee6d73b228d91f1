package io.holdfast.repository.pack;

/** What a blob holds: a piece of a file, or a directory. */
public enum BlobType {
  DATA("data"),
  TREE("tree");

  private final String word;

  BlobType(String word) {
    this.word = word;
  }

  /** The format's word for it in index files. */
  public String word() {
    return word;
  }
}
