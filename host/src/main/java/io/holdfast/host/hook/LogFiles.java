package io.holdfast.host.hook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * PostgreSQL's log directory.
 *
 * <p>A log file's name is three numbers of eight hexadecimal digits: the timeline, and the place in
 * the log, in units of 4 GB and of files within one. Source: PostgreSQL, {@code
 * src/include/access/xlog_internal.h}.
 *
 * @param segment the size of a file
 */
record LogFiles(Path directory, long segment) {
  private static final long UNIT = 1L << 32;
  private static final int RADIX = 16;

  LogFiles {
    if (segment <= 0 || UNIT % segment != 0) {
      throw new IllegalArgumentException("no server has log files of %d bytes".formatted(segment));
    }
  }

  /** The names from the first to the last, both of one timeline. */
  List<String> names(String first, String last) throws IOException {
    var timeline = first.substring(0, 8);
    if (!last.startsWith(timeline)) {
      // A timeline changes only by a restart, and that ends the session that holds the backup.
      throw new IOException(
          "the log begins in file %s and ends in %s, of another timeline".formatted(first, last));
    }
    var names = new ArrayList<String>();
    for (long number = number(first); number <= number(last); number++) {
      names.add(
          "%s%08X%08X".formatted(timeline, number / (UNIT / segment), number % (UNIT / segment)));
    }
    return names;
  }

  private long number(String name) {
    return Long.parseLong(name.substring(8, 16), RADIX) * (UNIT / segment)
        + Long.parseLong(name.substring(16), RADIX);
  }

  /**
   * Copies what a recovery from the first to the last file reads: the files and the histories of
   * timelines.
   *
   * @throws IOException when one is missing, or has not its whole size
   */
  void copy(String first, String last, Path target) throws IOException {
    for (var name : names(first, last)) {
      var source = directory.resolve(name);
      if (!Files.exists(source)) {
        throw new IOException(
            ("the log file %s of the cut is gone, though a slot was to keep it: raise"
                    + " max_slot_wal_keep_size, or copy when less is written")
                .formatted(source));
      }
      var copy = Files.copy(source, target.resolve(name), StandardCopyOption.COPY_ATTRIBUTES);
      if (Files.size(copy) != segment) {
        throw new IOException(
            "the log file %s has %d bytes, expected %d"
                .formatted(source, Files.size(copy), segment));
      }
      if (Thread.currentThread().isInterrupted()) {
        throw new IOException("given up while copying the log file " + source);
      }
    }
    try (var histories = Files.newDirectoryStream(directory, "*.history")) {
      for (var history : histories) {
        Files.copy(
            history, target.resolve(history.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }
}
