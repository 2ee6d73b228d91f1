package io.holdfast.cli.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.holdfast.cli.console.Console;
import io.holdfast.cli.console.Printable;
import io.holdfast.cli.console.StopException;
import io.holdfast.repository.file.BytePath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads lists of paths, from files or, where the file is {@code -}, from standard input. */
final class PathLists {
  private final Console console;

  PathLists(Console console) {
    this.console = console;
  }

  /** One pattern per line, {@code #} before a comment. */
  List<BytePath> expanded(String file) throws IOException {
    var paths = new ArrayList<BytePath>();
    for (var line : pieces(read(file), '\n')) {
      var text = new String(line, UTF_8).strip();
      if (text.isEmpty() || text.startsWith("#")) {
        continue;
      }
      var found = PathPattern.expand(text);
      if (found.isEmpty()) {
        console.say("nothing matches '%s' of %s".formatted(Printable.of(text), file));
      }
      found.forEach(path -> paths.add(BytePath.of(path)));
    }
    return paths;
  }

  /** One path per line. */
  List<BytePath> verbatim(String file) throws IOException {
    var paths = new ArrayList<BytePath>();
    for (var line : pieces(read(file), '\n')) {
      if (line.length > 0) {
        paths.add(BytePath.of(line));
      }
    }
    return paths;
  }

  /** Paths that each end with a zero byte. */
  List<BytePath> raw(String file) throws IOException {
    var bytes = read(file);
    if (bytes.length > 0 && bytes[bytes.length - 1] != 0) {
      throw StopException.usage("the last path in %s is not ended by a zero byte".formatted(file));
    }
    var paths = new ArrayList<BytePath>();
    for (var path : pieces(bytes, (char) 0)) {
      if (path.length == 0) {
        throw StopException.usage("there is an empty path in " + file);
      }
      paths.add(BytePath.of(path));
    }
    return paths;
  }

  private byte[] read(String file) throws IOException {
    if (file.equals("-")) {
      return console.in().readAllBytes();
    }
    try {
      return Files.readAllBytes(Path.of(file));
    } catch (NoSuchFileException absent) {
      throw StopException.usage("the list of files %s does not exist".formatted(file));
    }
  }

  /** What stands between separators; nothing after the last one when the list ends with it. */
  private static List<byte[]> pieces(byte[] bytes, char separator) {
    var pieces = new ArrayList<byte[]>();
    var piece = new ByteArrayOutputStream();
    for (byte b : bytes) {
      if (b == separator) {
        pieces.add(piece.toByteArray());
        piece.reset();
      } else if (b != '\r' || separator != '\n') {
        piece.write(b);
      }
    }
    if (piece.size() > 0) {
      pieces.add(piece.toByteArray());
    }
    return pieces;
  }
}
