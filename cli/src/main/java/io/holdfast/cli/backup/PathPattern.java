package io.holdfast.cli.backup;

import io.holdfast.repository.file.BytePath;
import io.holdfast.repository.file.Directory;
import io.holdfast.repository.file.Errno;
import io.holdfast.repository.file.PosixException;
import io.holdfast.repository.select.BadPatternException;
import io.holdfast.repository.select.Glob;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Expands {@code *}, {@code ?} and {@code [a-z]} in a path, as a shell does; names are bytes. */
final class PathPattern {
  private PathPattern() {}

  /**
   * The paths that match, sorted; none when there is nothing. A path without such characters is
   * itself, also when it is not there: that is to be told of it like of any other.
   */
  static List<BytePath> expand(BytePath pattern) throws IOException, BadPatternException {
    if (pattern.names().stream().noneMatch(Glob::isNeeded)) {
      return List.of(pattern);
    }
    var found = new ArrayList<@Nullable BytePath>();
    found.add(pattern.isAbsolute() ? BytePath.of("/") : null);
    for (var name : pattern.names()) {
      var next = new ArrayList<@Nullable BytePath>();
      for (var directory : found) {
        next.addAll(in(directory, name));
      }
      found = next;
    }
    return found.stream().map(PathPattern::orCurrent).sorted().toList();
  }

  private static List<BytePath> in(@Nullable BytePath directory, byte[] name)
      throws IOException, BadPatternException {
    var glob = Glob.isNeeded(name) ? Glob.parse(name) : null;
    var found = new ArrayList<BytePath>();
    try (var open = Directory.open(orCurrent(directory))) {
      if (glob == null) {
        if (open.find(name).isPresent()) {
          found.add(below(directory, name));
        }
        return found;
      }
      for (var entry : open.names()) {
        if (glob.matches(entry)) {
          found.add(below(directory, entry));
        }
      }
      return found;
    } catch (PosixException failed) {
      if (failed.errno() == Errno.ENOTDIR || failed.errno() == Errno.ENOENT) {
        return found;
      }
      throw failed;
    }
  }

  private static BytePath below(@Nullable BytePath directory, byte[] name) {
    return directory == null ? BytePath.of(name) : directory.resolve(name);
  }

  private static BytePath orCurrent(@Nullable BytePath directory) {
    return directory == null ? BytePath.of(".") : directory;
  }
}
