package io.holdfast.catalog;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** An open catalog. Thread-safe. */
public final class Catalog implements AutoCloseable {
  private static final String FILES = "catalog";

  private static final String NONE = "none";

  private static final int CONNECTIONS = 4;

  /** H2 takes these for the ends of the path, or for settings. */
  private static final Pattern UNUSABLE = Pattern.compile("[;\\\\]");

  private static final String USER = "holdfast";

  private final HikariDataSource source;
  private final @Nullable OpenMark mark;
  private final Presence presence;
  private final Rows rows;

  private Catalog(HikariDataSource source, @Nullable OpenMark mark, @Nullable Path file)
      throws IOException {
    this.source = source;
    this.mark = mark;
    Jdbi jdbi = Jdbi.create(source);
    this.presence = jdbi.withHandle(handle -> Presence.of(file, handle));
    this.rows = new Rows(jdbi, presence);
  }

  /**
   * Opens a catalog and brings its tables up to date.
   *
   * @throws IOException when it cannot be reached, another process has it, or a newer program made
   *     it
   */
  public static Catalog open(CatalogLocation location) throws IOException {
    OpenMark mark = marked(location);
    HikariDataSource source = connect(location);
    boolean opened = false;
    try {
      Flyway.configure(Catalog.class.getClassLoader())
          .dataSource(source)
          .locations("classpath:io/holdfast/catalog/migrations")
          .table("holdfast_schema_history")
          .validateMigrationNaming(true)
          .load()
          .migrate();
      Catalog catalog = new Catalog(source, mark, file(location));
      opened = true;
      return catalog;
    } catch (FlywayException failure) {
      throw new IOException(
          "cannot bring the tables of the catalog up to date: "
              + String.valueOf(Rows.rootOf(failure).getMessage()).strip(),
          failure);
    } finally {
      if (!opened) {
        source.close();
      }
    }
  }

  private static @Nullable OpenMark marked(CatalogLocation location) throws IOException {
    if (!(location instanceof CatalogLocation.Embedded(Path directory))) {
      return null;
    }
    requireUsable(directory);
    Files.createDirectories(directory);
    OpenMark mark = new OpenMark(directory);
    try {
      mark.set(directory.toAbsolutePath().resolve(FILES + ".mv.db"));
    } catch (IOException failure) {
      throw new IOException(
          "cannot open the catalog in %s: %s".formatted(directory, failure.getMessage()), failure);
    }
    return mark;
  }

  private static @Nullable Path file(CatalogLocation location) {
    return switch (location) {
      case CatalogLocation.Embedded(Path directory) ->
          directory.toAbsolutePath().resolve(FILES + ".mv.db");
      case CatalogLocation.Server _ -> null;
    };
  }

  private static HikariDataSource connect(CatalogLocation location) throws IOException {
    HikariConfig config = new HikariConfig();
    config.setMaximumPoolSize(CONNECTIONS);
    config.setMinimumIdle(1);
    config.setPoolName("catalog");
    switch (location) {
      case CatalogLocation.Embedded(Path directory) -> {
        config.setJdbcUrl(url(directory));
        config.setUsername(USER);
      }
      case CatalogLocation.Server(String url) -> config.setJdbcUrl(url);
    }
    try {
      return new HikariDataSource(config);
    } catch (RuntimeException failure) { // Hikari's own, around whatever the driver said
      throw new IOException(
          switch (location) {
            case CatalogLocation.Embedded(Path directory) ->
                "cannot open the catalog in %s: %s"
                    .formatted(directory, Rows.rootOf(failure).getMessage());
            case CatalogLocation.Server _ ->
                "cannot reach the catalog's PostgreSQL: " + Rows.rootOf(failure).getMessage();
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
  private static String url(Path directory) throws IOException {
    requireUsable(directory);
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

  /** The facts. */
  public LedgerRows ledger() {
    return new LedgerRows(rows);
  }

  /** The kinds as they were applied. */
  public KindRows kinds() {
    return new KindRows(rows);
  }

  /** Which catalog it is, at random; {@code none} when somebody emptied its tables. */
  public String id() throws IOException {
    return rows.read(handle -> Presence.id(handle).orElse(NONE));
  }

  /** Makes it the one with this id: it is about to take that one's place. */
  public void identify(String id) throws IOException {
    rows.change(
        handle -> handle.createUpdate("update catalog_id set id = :id").bind("id", id).execute());
    presence.renamed(id);
  }

  /**
   * Looks whether it still lies where it was opened; nothing is written into one that does not.
   *
   * @throws IOException when it is lost, or not reached
   */
  public void requirePresence() throws IOException {
    rows.requirePresence();
  }

  /** Whether it knows of no fact and no point: nothing has been done here yet. */
  public boolean isEmpty() throws IOException {
    return rows.read(handle ->
        handle
            .createQuery("select (select count(*) from fact) + (select count(*) from point)")
            .mapTo(Long.class)
            .one())
        == 0;
  }

  /** Whether nothing was ever declared or done, or all of it was taken back. */
  public boolean isUnused() throws IOException {
    return rows.read(handle ->
        handle
            .createQuery(
                """
                select (select count(*) from kind) + (select count(*) from fact)
                  + (select count(*) from point) + (select count(*) from run)
                """)
            .mapTo(Long.class)
            .one())
        == 0;
  }

  /** Puts all this in the place of what is here, but for the runs: everything, or nothing. */
  public void replace(CatalogContents contents) throws IOException {
    rows.change(handle -> {
      LedgerRows.replace(handle, contents.facts());
      PointRows.replace(handle, contents.points());
      KindRows.replace(handle, contents.kinds());
      RepositoryIds.replace(handle, contents.repositories());
      if (contents.runsLost() != null) {
        handle
            .createUpdate("update catalog_id set runs_lost = :lost")
            .bind("lost", OffsetDateTime.ofInstant(contents.runsLost(), ZoneOffset.UTC))
            .execute();
      }
    });
  }

  /** When runs were lost: of what was done before nothing is known. Empty when it all is. */
  public Optional<Instant> runsLost() throws IOException {
    return rows.read(handle ->
        handle
            .createQuery("select runs_lost from catalog_id where runs_lost is not null")
            .mapTo(OffsetDateTime.class)
            .findOne()
            .map(OffsetDateTime::toInstant));
  }

  /** The runs and their steps. */
  public RunRows runs() {
    return new RunRows(rows);
  }

  /** Which repositories it is about. */
  public RepositoryIds repositories() {
    return new RepositoryIds(rows);
  }

  /** The restore points. */
  public PointRows points() {
    return new PointRows(rows);
  }

  /** The changes to its tables that were made, in their order, as {@code 1 ledger kinds runs}. */
  public List<String> migrations() throws IOException {
    return rows.read(handle ->
        handle
            .createQuery(
                """
                select "version", "description", "success" from "holdfast_schema_history"
                where "version" is not null order by "installed_rank"
                """)
            .map((row, _) ->
                "%s %s%s"
                    .formatted(
                        row.getString("version"),
                        row.getString("description"),
                        row.getBoolean("success") ? "" : " (failed)"))
            .list());
  }

  @Override
  public void close() throws IOException {
    source.close();
    if (mark != null) {
      mark.remove();
    }
  }
}
