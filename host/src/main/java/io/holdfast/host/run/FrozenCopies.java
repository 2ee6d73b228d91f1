package io.holdfast.host.run;

import io.holdfast.host.volume.VolumeSnapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where the frozen copies of directories are to be read, as it is recorded.
 *
 * @param copies by the directory
 */
record FrozenCopies(Map<String, String> copies) {
  FrozenCopies {
    copies = Map.copyOf(copies);
  }

  static FrozenCopies of(VolumeSnapshot snapshot) {
    Map<String, String> copies = new TreeMap<>();
    snapshot
        .copies()
        .forEach((directory, copy) -> copies.put(directory.toString(), copy.toString()));
    return new FrozenCopies(copies);
  }

  Path copyOf(Path directory) throws IOException {
    String copy = copies.get(directory.toString());
    if (copy == null) {
      throw new IOException("no frozen copy of %s is recorded".formatted(directory));
    }
    return Path.of(copy);
  }
}
