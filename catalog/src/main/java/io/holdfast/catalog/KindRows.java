package io.holdfast.catalog;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** The kinds as they were applied, each the document of one object. */
public final class KindRows {
  private final Rows rows;

  KindRows(Rows rows) {
    this.rows = rows;
  }

  /**
   * An object as it was applied.
   *
   * @param generation how often it was changed, from 1
   * @param file that it came from, to which its relative paths are relative
   * @param document its YAML
   */
  public record Applied(
      String kind, String name, long generation, Instant applied, String file, String document) {}

  /** All of them, by kind and name. */
  public List<Applied> all() throws IOException {
    return rows.read(handle ->
        handle.createQuery("select * from kind order by kind, name").map(KindRows::applied).list());
  }

  /** One of them. */
  public Optional<Applied> find(String kind, String name) throws IOException {
    return rows.read(handle -> find(handle, kind, name));
  }

  private static Optional<Applied> find(Handle handle, String kind, String name) {
    return handle
        .createQuery("select * from kind where kind = :kind and name = :name")
        .bind("kind", kind)
        .bind("name", name)
        .map(KindRows::applied)
        .findOne();
  }

  /** Puts these in the place of what has their names: all of them, or none when it throws. */
  public void apply(List<Applied> objects) throws IOException {
    rows.change(handle -> {
      for (Applied object : objects) {
        handle
            .createUpdate("delete from kind where kind = :kind and name = :name")
            .bind("kind", object.kind())
            .bind("name", object.name())
            .execute();
        insert(handle, object);
      }
    });
  }

  static void replace(Handle handle, List<Applied> objects) {
    handle.createUpdate("delete from kind").execute();
    objects.forEach(object -> insert(handle, object));
  }

  private static void insert(Handle handle, Applied object) {
    handle
        .createUpdate(
            """
            insert into kind (kind, name, generation, applied, file, document)
            values (:kind, :name, :generation, :applied, :file, :document)
            """)
        .bind("kind", object.kind())
        .bind("name", object.name())
        .bind("generation", object.generation())
        .bind("applied", OffsetDateTime.ofInstant(object.applied(), ZoneOffset.UTC))
        .bind("file", object.file())
        .bind("document", object.document())
        .execute();
  }

  /** Removes an object; that it is gone already is no failure. */
  public void remove(String kind, String name) throws IOException {
    rows.change(handle ->
        handle
            .createUpdate("delete from kind where kind = :kind and name = :name")
            .bind("kind", kind)
            .bind("name", name)
            .execute());
  }

  private static Applied applied(ResultSet row, StatementContext context) throws SQLException {
    return new Applied(
        row.getString("kind"),
        row.getString("name"),
        row.getLong("generation"),
        row.getObject("applied", OffsetDateTime.class).toInstant(),
        row.getString("file"),
        row.getString("document"));
  }
}
