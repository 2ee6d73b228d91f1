package io.holdfast.catalog;

import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** An open catalog. Thread-safe. */
public final class Catalog implements AutoCloseable {
  private final Database database;
  private final Rows rows;

  private Catalog(Database database) {
    this.database = database;
    this.rows = new Rows(database);
  }

  /**
   * Opens a catalog and brings its tables up to date.
   *
   * @throws IOException when it cannot be reached, another process has it, or a newer program made
   *     it
   */
  public static Catalog open(CatalogLocation location) throws IOException {
    return new Catalog(Database.open(location));
  }

  /** The facts. */
  public LedgerRows ledger() {
    return new LedgerRows(rows);
  }

  /** The kinds as they were applied. */
  public KindRows kinds() {
    return new KindRows(rows);
  }

  /** Which catalog it is, at random; empty when somebody emptied its tables. */
  public Optional<String> id() throws IOException {
    return rows.read(Presence::id);
  }

  /** Makes it the one with this id: it is about to take that one's place. */
  public void identify(String id) throws IOException {
    rows.change(handle -> {
      requireId(handle);
      handle.createUpdate("update catalog_id set id = :id").bind("id", id).execute();
    });
    database.presence().renamed(id);
  }

  /** One whose tables were emptied has no id any more, nor anything that is kept beside it. */
  private static void requireId(Handle handle) {
    handle.execute(
        """
        insert into catalog_id (id) select cast(gen_random_uuid() as varchar(36))
        where not exists (select 1 from catalog_id)
        """);
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
      requireId(handle);
      if (contents.runsLost() != null) {
        handle
            .createUpdate("update catalog_id set runs_lost = :lost")
            .bind("lost", OffsetDateTime.ofInstant(contents.runsLost(), ZoneOffset.UTC))
            .execute();
      }
    });
    id().ifPresent(database.presence()::renamed);
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

  /**
   * Waits until what was written is on disk, and not only the operating system's: for what must be
   * known after a power cut, too.
   */
  public void force() throws IOException {
    rows.force();
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
    database.close();
  }
}
