package io.holdfast.repository.store;

import io.holdfast.repository.id.Sha256;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A file that a store found while it listed a kind: an object when its path is exactly an object's
 * path, else foreign.
 *
 * @param path relative to the store, with {@code /} between its parts
 * @param object null when foreign
 */
public record ListedFile(String path, long size, @Nullable ObjectName object) {

  /** Judges a path found in the folder of {@code kind}. */
  public static ListedFile at(ObjectKind kind, String path, long size) {
    return new ListedFile(path, size, objectAt(kind, path));
  }

  /** Hands the file to the side of {@code listing} it belongs to. */
  public void passTo(ObjectStore.Listing listing) throws IOException {
    if (object != null) {
      listing.object(object, size);
    } else {
      listing.foreign(path, size);
    }
  }

  private static @Nullable ObjectName objectAt(ObjectKind kind, String path) {
    if (kind == ObjectKind.CONFIG) {
      return path.equals(ObjectName.CONFIG.path()) ? ObjectName.CONFIG : null;
    }
    String name = path.substring(path.lastIndexOf('/') + 1);
    if (!Sha256.isWellFormed(name)) {
      return null;
    }
    ObjectName object = new ObjectName(kind, name);
    return object.path().equals(path) ? object : null;
  }
}
