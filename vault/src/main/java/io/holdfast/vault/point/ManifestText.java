package io.holdfast.vault.point;

import io.holdfast.protection.point.Manifest;
import io.holdfast.schema.Json;
import io.holdfast.schema.bind.UnknownFields;
import io.holdfast.schema.document.Bounds;
import io.holdfast.schema.document.Reading;
import java.io.IOException;

/** Manifests as they lie in a repository: canonical JSON. */
final class ManifestText {
  /** A manifest names at most a hundred failures for each volume. */
  static final int LARGEST = 16 << 20;

  private static final Bounds BOUNDS = Bounds.DEFAULT.ofBytes(LARGEST);

  private ManifestText() {}

  static byte[] write(Manifest manifest) {
    return Json.write(manifest);
  }

  /**
   * Reads one; what a newer program added is passed over.
   *
   * @param place where it lies, for messages
   */
  static Manifest read(String place, byte[] json) throws IOException {
    return switch (Json.read(place, json, Manifest.class, UnknownFields.IGNORE, BOUNDS)) {
      case Reading.Read<Manifest>(Manifest manifest) -> manifest;
      case Reading.Refused<Manifest>(var mistakes) ->
          throw new IOException(
              "the manifest of %s cannot be read: %s; its volumes can still be restored by 'holdfast restore'"
                  .formatted(place, mistakes.getFirst()));
    };
  }
}
