package io.holdfast.repository.select;

/** Why an entry is left out of a backup; prints as the option that says so. */
public sealed interface Rule {
  /** Its path matches this pattern. */
  record Matches(Pattern pattern) implements Rule {
    @Override
    public String toString() {
      return "--exclude " + pattern;
    }
  }

  /** It has more bytes than this. */
  record LargerThan(long bytes) implements Rule {
    @Override
    public String toString() {
      return "--exclude-larger-than " + bytes;
    }
  }

  /** Its directory is marked by this file. */
  record Marked(TagFile by) implements Rule {
    @Override
    public String toString() {
      return by.equals(TagFile.CACHE) ? "--exclude-caches" : "--exclude-if-present " + by;
    }
  }

  /** It is on another file system than the path that was to be backed up. */
  record OtherFileSystem() implements Rule {
    @Override
    public String toString() {
      return "--one-file-system";
    }
  }
}
