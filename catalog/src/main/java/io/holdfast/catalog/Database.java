package io.holdfast.catalog;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.regex.Pattern;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.h2.api.ErrorCode;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.transaction.SerializableTransactionRunner;
import org.jspecify.annotations.Nullable;

/**
 * The database of a catalog as it is open now. Thread-safe.
 *
 * <p>H2 gives its file up after one write that failed, be it for a disk that was full for a moment,
 * and refuses everything from then on. So it is closed and opened again, as after a kill, when it
 * is asked the next time: what was acknowledged is there, and what failed is not.
 */
final class Database implements AutoCloseable {
  private static final String FILES = "catalog";

  private static final int CONNECTIONS = 4;

  /** So long nobody tries again to open what could not be opened again. */
  private static final Duration PAUSE = Duration.ofSeconds(2);

  /** H2 takes these for the ends of the path, or for settings. */
  private static final Pattern UNUSABLE = Pattern.compile("[;\\\\]");

  private static final String USER = "holdfast";

  private final CatalogLocation location;
  private final @Nullable OpenMark mark;
  private final Presence presence;
  private HikariDataSource source;
  private Jdbi jdbi;
  private boolean givenUp;
  private boolean closed;

  /** Why it could not be opened again, and when that was tried. */
  private @Nullable IOException refusal;

  private long refused;

  private Database(CatalogLocation location, @Nullable OpenMark mark, HikariDataSource source)
      throws IOException {
    this.location = location;
    this.mark = mark;
    this.source = source;
    this.jdbi = asking(source);
    this.presence = presence(location, jdbi);
  }

  private static Presence presence(CatalogLocation location, Jdbi jdbi) throws IOException {
    try {
      return jdbi.withHandle(handle -> Presence.of(file(location), handle));
    } catch (JdbiException failure) {
      throw new IOException(
          "%s failed: %s".formatted(words(location), Damage.words(failure)), failure);
    }
  }

  /**
   * Opens it and brings its tables up to date.
   *
   * @throws IOException when it cannot be reached, another process has it, or a newer program made
   *     it
   */
  static Database open(CatalogLocation location) throws IOException {
    Path file = file(location);
    OpenMark mark = file == null ? null : new OpenMark(file);
    if (file != null) {
      Files.createDirectories(file.getParent());
    }
    HikariDataSource source = connect(location, mark, "");
    boolean opened = false;
    try {
      Flyway.configure(Database.class.getClassLoader())
          .dataSource(source)
          .locations("classpath:io/holdfast/catalog/migrations")
          .table("holdfast_schema_history")
          .validateMigrationNaming(true)
          .load()
          .migrate();
      var database = new Database(location, mark, source);
      opened = true;
      return database;
    } catch (FlywayException failure) {
      throw new IOException(
          "cannot bring the tables of the catalog up to date: " + Damage.words(failure), failure);
    } finally {
      if (!opened) {
        source.close();
      }
    }
  }

  /**
   * What asks it.
   *
   * @throws IOException when it was given up and cannot be opened again yet, or is closed
   */
  synchronized Jdbi jdbi() throws IOException {
    if (closed) {
      throw new IOException(this + " is closed");
    }
    if (givenUp) {
      reopen();
    }
    return jdbi;
  }

  private void reopen() throws IOException {
    presence.requireFile();
    if (refusal != null && System.nanoTime() - refused < PAUSE.toNanos()) {
      throw new IOException(refusal.getMessage(), refusal);
    }
    source.close();
    try {
      source = connect(location, mark, ";IFEXISTS=TRUE");
    } catch (IOException failure) {
      refusal = failure;
      refused = System.nanoTime();
      throw failure;
    }
    refusal = null;
    jdbi = asking(source);
    givenUp = false;
  }

  /**
   * Is told what went wrong.
   *
   * @param asked what {@link #jdbi} gave
   */
  synchronized void failed(Jdbi asked, Throwable failure) {
    if (asked.equals(jdbi) && isGivenUp(failure)) {
      givenUp = true;
    }
  }

  private static boolean isGivenUp(Throwable failure) {
    return switch (failure) {
      case MVStoreException store when store.getErrorCode() < DataUtils.ERROR_TRANSACTION_CORRUPT ->
          true;
      case SQLException told when told.getErrorCode() == ErrorCode.DATABASE_IS_CLOSED -> true;
      default -> failure.getCause() != null && isGivenUp(failure.getCause());
    };
  }

  /** PostgreSQL has on disk what it acknowledged. */
  void force(Jdbi asked) {
    switch (location) {
      case CatalogLocation.Embedded _ ->
          asked.useHandle(handle -> handle.execute("checkpoint sync"));
      case CatalogLocation.Server _ -> {}
    }
  }

  Presence presence() {
    return presence;
  }

  private static Jdbi asking(HikariDataSource source) {
    Jdbi jdbi = Jdbi.create(source);
    // PostgreSQL refuses one of two transactions at a time that it cannot put into an order; done
    // once more, it goes through.
    jdbi.setTransactionHandler(new SerializableTransactionRunner());
    return jdbi;
  }

  private static @Nullable Path file(CatalogLocation location) throws IOException {
    return switch (location) {
      case CatalogLocation.Embedded(Path directory) -> {
        requireUsable(directory);
        yield directory.toAbsolutePath().resolve(FILES + ".mv.db");
      }
      case CatalogLocation.Server _ -> null;
    };
  }

  private static HikariDataSource connect(
      CatalogLocation location, @Nullable OpenMark mark, String settings) throws IOException {
    HikariConfig config = new HikariConfig();
    config.setMaximumPoolSize(CONNECTIONS);
    config.setMinimumIdle(1);
    config.setPoolName("catalog");
    switch (location) {
      case CatalogLocation.Embedded(Path directory) -> {
        config.setJdbcUrl(url(directory) + settings);
        config.setUsername(USER);
      }
      case CatalogLocation.Server(String url) -> config.setJdbcUrl(url);
    }
    try {
      if (mark != null) {
        mark.set();
      }
      return new HikariDataSource(config);
    } catch (IOException | RuntimeException failure) { // Hikari's own, around the driver's
      throw new IOException(
          switch (location) {
            case CatalogLocation.Embedded(Path directory) ->
                "cannot open the catalog in %s: %s".formatted(directory, Damage.words(failure));
            case CatalogLocation.Server _ ->
                "cannot reach the catalog's PostgreSQL: " + rootOf(failure).getMessage();
          },
          failure);
    }
  }

  /**
   * Commits reach the file before they are acknowledged: H2 would gather them for half a second.
   *
   * <p>And they stay there: H2 uses the place of what is 45 seconds old again, and after a kill it
   * does not find the last that was put there. Without that the file grows until it is closed,
   * which makes it small again.
   */
  private static String url(Path directory) {
    String path = directory.toAbsolutePath().resolve(FILES).toString();
    return "jdbc:h2:file:%s;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;WRITE_DELAY=0;RETENTION_TIME=2147483647;DB_CLOSE_ON_EXIT=FALSE"
        .formatted(path);
  }

  private static void requireUsable(Path directory) throws IOException {
    if (UNUSABLE.matcher(directory.toAbsolutePath().toString()).find()) {
      throw new IOException(
          "H2 keeps no database in %s: choose a directory without ';' and '\\'"
              .formatted(directory));
    }
  }

  static Throwable rootOf(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  @Override
  public synchronized void close() throws IOException {
    closed = true;
    source.close();
    if (mark != null) {
      mark.remove();
    }
  }

  /** What people are told of it, to go before "failed". */
  @Override
  public String toString() {
    return words(location);
  }

  private static String words(CatalogLocation location) {
    return switch (location) {
      case CatalogLocation.Embedded(Path directory) -> "the catalog in " + directory;
      case CatalogLocation.Server _ -> "the catalog's PostgreSQL";
    };
  }
}
