package io.holdfast.cli.backup;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.holdfast.cli.console.Console;
import io.holdfast.cli.console.ExitCode;
import io.holdfast.cli.console.StopException;
import io.holdfast.repository.codec.ByteOrderMark;
import io.holdfast.repository.file.BytePath;
import io.holdfast.repository.select.BadPatternException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads lists of paths, from files or, where the file is {@code -}, from standard input. */
final class PathLists {
  /** Longer than any path that Linux takes, so that what has no line ends is not read for ever. */
  private static final int LONGEST = 64 << 10;

  /** What a path takes besides its bytes. */
  private static final int PATH = 64;

  private final Console console;
  private final long largest;

  /** With room for as much as a quarter of the memory that there is. */
  PathLists(Console console) {
    this(console, Runtime.getRuntime().maxMemory() / 4);
  }

  /**
   * @param largest bytes that the paths of a list may take
   */
  PathLists(Console console, long largest) {
    this.console = console;
    this.largest = largest;
  }

  /** One pattern per line, {@code #} before a comment. */
  List<BytePath> expanded(String file) throws IOException {
    var paths = new ArrayList<BytePath>();
    for (var line : lines(file)) {
      var text = stripped(line);
      if (text.length == 0 || text[0] == '#') {
        continue;
      }
      requireNoZero(text, file);
      var pattern = BytePath.of(text);
      var found = expand(pattern, file);
      if (found.isEmpty()) {
        console.say("nothing matches '%s' of %s".formatted(pattern, file));
      }
      paths.addAll(found);
    }
    return paths;
  }

  // ISO 8859-1 keeps every byte, and its white space in ASCII is the same.
  private static byte[] stripped(byte[] line) {
    return new String(line, ISO_8859_1)
        .replaceAll("^[ \\t-\\r]+|[ \\t-\\r]+$", "")
        .getBytes(ISO_8859_1);
  }

  private static List<BytePath> expand(BytePath pattern, String file) throws IOException {
    try {
      return PathPattern.expand(pattern);
    } catch (BadPatternException malformed) {
      throw new StopException(
          ExitCode.USAGE,
          "'%s' in %s is no pattern: %s".formatted(pattern, file, malformed.getMessage()),
          malformed);
    }
  }

  private static void requireNoZero(byte[] line, String file) throws StopException {
    for (byte b : line) {
      if (b == 0) {
        throw StopException.usage(
            "there is a zero byte in %s: say --files-from-raw where zero bytes end the paths"
                .formatted(file));
      }
    }
  }

  /** One path per line. */
  List<BytePath> verbatim(String file) throws IOException {
    var paths = new ArrayList<BytePath>();
    for (var line : lines(file)) {
      requireNoZero(line, file);
      if (line.length > 0) {
        paths.add(BytePath.of(line));
      }
    }
    return paths;
  }

  /** Paths that each end with a zero byte. */
  List<BytePath> raw(String file) throws IOException {
    var paths = new ArrayList<BytePath>();
    for (var path : read(file, (char) 0)) {
      if (path.length == 0) {
        throw StopException.usage("there is an empty path in " + file);
      }
      paths.add(BytePath.of(path));
    }
    return paths;
  }

  private List<byte[]> lines(String file) throws IOException {
    var lines = new ArrayList<byte[]>();
    for (var line : read(file, '\n')) {
      boolean returned = line.length > 0 && line[line.length - 1] == '\r';
      lines.add(returned ? Arrays.copyOf(line, line.length - 1) : line);
    }
    if (!lines.isEmpty()) {
      var first = lines.getFirst();
      if (ByteOrderMark.isOfUtf16(first)) {
        throw StopException.usage(
            "the list of files %s is UTF-16: file names are bytes, so save it as UTF-8"
                .formatted(file));
      }
      lines.set(0, ByteOrderMark.removed(first));
    }
    return lines;
  }

  /** What stands between separators; nothing after the last one when the list ends with it. */
  private List<byte[]> read(String file, char separator) throws IOException {
    try (var in =
        new BufferedInputStream(
            file.equals("-") ? console.in() : Files.newInputStream(Path.of(file)))) {
      return pieces(in, separator, file);
    } catch (NoSuchFileException absent) {
      throw StopException.usage("the list of files %s does not exist".formatted(file));
    }
  }

  private List<byte[]> pieces(InputStream in, char separator, String file) throws IOException {
    var pieces = new ArrayList<byte[]>();
    var piece = new ByteArrayOutputStream();
    long size = 0;
    for (int b = in.read(); b >= 0; b = in.read()) {
      size += b == separator ? PATH : 1;
      if (size > largest) {
        throw StopException.usage(
            "the list of files %s takes more than %d MiB of memory: name directories instead of what is in them"
                .formatted(file, largest >> 20));
      }
      if (piece.size() > LONGEST) {
        throw StopException.usage(
            "the list of files %s has a line that is longer than a path can be".formatted(file));
      }
      if (b == separator) {
        pieces.add(piece.toByteArray());
        piece.reset();
      } else {
        piece.write(b);
      }
    }
    if (piece.size() > 0) {
      if (separator == 0) {
        throw StopException.usage(
            "the last path in %s is not ended by a zero byte".formatted(file));
      }
      pieces.add(piece.toByteArray());
    }
    return pieces;
  }
}
