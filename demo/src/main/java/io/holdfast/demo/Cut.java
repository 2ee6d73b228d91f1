package io.holdfast.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A PostgreSQL base backup by its low-level interface: the directory may be copied between begin
 * and end while customers order, and is consistent with the log files that {@link #end} sets aside.
 *
 * <p>One session stays open for the whole cut, as PostgreSQL asks for; a replication slot keeps the
 * log files until they are stored. Source: PostgreSQL 18 documentation, 25.3.4 "Making a Base
 * Backup Using the Low Level API".
 */
final class Cut implements AutoCloseable {
  /**
   * What the documentation says not to copy: it is rebuilt at the start, or belongs to the server
   * that runs.
   */
  static final List<String> NOT_COPIED =
      List.of(
          "pg_wal/*",
          "pg_replslot/*",
          "pg_dynshmem/*",
          "pg_notify/*",
          "pg_serial/*",
          "pg_snapshots/*",
          "pg_stat_tmp/*",
          "pg_subtrans/*",
          "pgsql_tmp*",
          "pg_internal.init",
          "postmaster.pid",
          "postmaster.opts",
          "epg-lock");

  private static final Pattern FIRST_LOG_FILE =
      Pattern.compile("START WAL LOCATION: \\S+ \\(file ([0-9A-F]{24})\\)");

  private final Connection session;

  private Cut(Connection session) {
    this.session = session;
  }

  static Cut begin(Connection session) throws SQLException {
    var cut = new Cut(session);
    cut.ask("select pg_create_physical_replication_slot('holdfast', true)");
    cut.ask("select pg_backup_start('holdfast demo', true)");
    return cut;
  }

  /**
   * Ends the cut and sets aside what a server needs to start from the copy: its label and the log
   * files from the cut's begin to its end.
   *
   * @param data the server's directory
   * @param aside an empty directory
   */
  void end(Path data, Path aside) throws SQLException, IOException {
    String label;
    String map;
    String last;
    try (var statement = session.createStatement();
        var row =
            statement.executeQuery(
                "select labelfile, spcmapfile, pg_walfile_name(lsn) from pg_backup_stop(false)")) {
      row.next();
      label = row.getString(1);
      map = row.getString(2);
      last = row.getString(3);
    }
    Files.writeString(aside.resolve("backup_label"), label);
    if (!map.isBlank()) {
      Files.writeString(aside.resolve("tablespace_map"), map);
    }
    var first = FIRST_LOG_FILE.matcher(label);
    if (!first.find()) {
      throw new IOException("PostgreSQL's backup label names no log file: " + label);
    }
    copyLog(
        data.resolve("pg_wal"),
        Files.createDirectory(aside.resolve("pg_wal")),
        first.group(1),
        last);
  }

  private static void copyLog(Path from, Path to, String first, String last) throws IOException {
    try (var files = Files.newDirectoryStream(from, "????????????????????????")) {
      for (var file : files) {
        var name = String.valueOf(file.getFileName());
        if (name.compareTo(first) >= 0 && name.compareTo(last) <= 0) {
          Files.copy(file, to.resolve(name));
        }
      }
    }
  }

  /** Puts what {@link #end} set aside in its place in a copy of the directory. */
  static void apply(Path aside, Path data) throws IOException {
    try (var files = Files.walk(aside)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        Files.move(file, data.resolve(aside.relativize(file)));
      }
    }
  }

  private void ask(String question) throws SQLException {
    try (var statement = session.createStatement();
        ResultSet answer = statement.executeQuery(question)) {
      answer.next();
    }
  }

  /** Lets the log files go: they are stored. */
  @Override
  public void close() throws SQLException {
    try (session) {
      ask("select pg_drop_replication_slot('holdfast')");
    }
  }
}
