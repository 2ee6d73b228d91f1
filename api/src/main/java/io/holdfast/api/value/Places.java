package io.holdfast.api.value;

import io.holdfast.schema.document.Quoted;
import io.holdfast.schema.shape.ComponentException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Paths of documents: relative ones are meant from the directory of the file they stand in. */
public final class Places {
  private Places() {}

  /** The path seen from a directory, without detours. */
  public static String from(Path directory, String path) {
    return directory.resolve(path).normalize().toString();
  }

  /** The same for a path that may be absent. */
  public static @Nullable String fromOrNull(Path directory, @Nullable String path) {
    return path == null ? null : from(directory, path);
  }

  /**
   * Refuses what no file system takes as a path.
   *
   * @param component where it stands in the record that is being made
   */
  public static void require(String component, @Nullable String path) {
    if (path == null) {
      return;
    }
    if (path.isBlank() || path.indexOf('\0') >= 0) {
      throw new ComponentException(component, "is " + Quoted.shown(path), "a path");
    }
  }
}
