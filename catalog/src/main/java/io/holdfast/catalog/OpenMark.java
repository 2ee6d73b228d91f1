package io.holdfast.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A file beside an H2 database that is there while a process has it open: when one finds it, the
 * last process was killed.
 *
 * <p>H2 2.5 finds everything in a file that was not closed, but what is then added to it is gone
 * when this process is killed, too. Closed once, the file is as good as any other.
 */
final class OpenMark {
  private final Path file;

  OpenMark(Path directory) {
    this.file = directory.resolve("catalog.open");
  }

  /** Marks the database as open; one that nobody closed is closed before. */
  void set(String url, String user) throws IOException, SQLException {
    if (Files.exists(file)) {
      try (Connection connection = DriverManager.getConnection(url, user, "");
          Statement statement = connection.createStatement()) {
        statement.execute("shutdown");
      }
    }
    Files.write(file, new byte[0]);
  }

  /** Says that the database was closed. */
  void remove() throws IOException {
    Files.deleteIfExists(file);
  }
}
