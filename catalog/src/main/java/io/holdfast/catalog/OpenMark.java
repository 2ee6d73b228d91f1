package io.holdfast.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;

/**
 * A file beside an H2 database that is there while a process has it open: when one finds it, the
 * last process was killed.
 *
 * <p>H2 2.5 has two weaknesses with a file that was not closed. Where its newest parts do not lie
 * behind each other, it may take an older one for the newest, and what was acknowledged last is
 * gone; only its recovery mode looks through the whole file. And what is then added to the file is
 * gone when this process is killed, too. So such a file is opened in recovery mode, and closed:
 * then it is as good as any other.
 */
final class OpenMark {
  private static final int HEADER_BYTES = 4096;

  /** H2 writes this into the header as the last thing, and takes it away at the next change. */
  private static final String CLOSED = ",clean:1,";

  private final Path file;
  private final Path database;

  /**
   * @param database the file; perhaps not there yet
   */
  OpenMark(Path database) {
    this.file = database.resolveSibling("catalog.open");
    this.database = database;
  }

  /**
   * Marks the database as open; one that nobody closed is closed before.
   *
   * @throws IOException when it is no database any more
   */
  void set() throws IOException {
    if (Files.exists(file) && Files.exists(database)) {
      try {
        MVStore found = new MVStore.Builder().fileName(database.toString()).recoveryMode().open();
        found.close(0); // no time for compaction: that is H2's own business, later
      } catch (MVStoreException damaged) {
        throw new IOException(String.valueOf(damaged.getMessage()), damaged);
      }
    }
    Files.write(file, new byte[0]);
  }

  /** Says that the database was closed, if it was: H2 does not tell when it failed to. */
  void remove() throws IOException {
    if (isClosed()) {
      Files.deleteIfExists(file);
    }
  }

  private boolean isClosed() throws IOException {
    try (InputStream header = Files.newInputStream(database)) {
      return new String(header.readNBytes(HEADER_BYTES), StandardCharsets.ISO_8859_1)
          .lines()
          .findFirst()
          .orElse("")
          .contains(CLOSED);
    } catch (NoSuchFileException removed) {
      return false;
    }
  }
}
