package io.holdfast.catalog;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
   * @param by who asked for the protection that it says; empty where nobody knows any more
   * @param file that it came from, to which its relative paths are relative
   * @param document its YAML
   */
  public record Applied(
      String kind,
      String name,
      long generation,
      Instant applied,
      String by,
      String file,
      String document) {}

  /** All of them, by kind and name. */
  public List<Applied> all() throws IOException {
    return rows.read(handle ->
        handle.createQuery("select * from kind order by kind, name").map(KindRows::applied).list());
  }

  /** Since when an object is declared, and since when as it is now. */
  public record Times(Instant created, Instant changed) {}

  /** An object, and its times. */
  public record Timed(Applied object, Times times) {}

  /** All of them with their times, as they are at one moment. */
  public List<Timed> timed() throws IOException {
    return rows.read(handle ->
        handle
            .createQuery("select * from kind order by kind, name")
            .map((row, context) -> new Timed(applied(row, context), times(row)))
            .list());
  }

  /** The times of each object of a kind, by its name. */
  public Map<String, Times> times(String kind) throws IOException {
    return rows.read(handle -> {
      Map<String, Times> times = new HashMap<>();
      handle
          .createQuery("select name, created, applied from kind where kind = :kind")
          .bind("kind", kind)
          .map((row, _) -> times.put(row.getString("name"), times(row)))
          .list();
      return times;
    });
  }

  private static Times times(ResultSet row) throws SQLException {
    return new Times(
        row.getObject("created", OffsetDateTime.class).toInstant(),
        row.getObject("applied", OffsetDateTime.class).toInstant());
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
        OffsetDateTime created = created(handle, object);
        handle
            .createUpdate("delete from kind where kind = :kind and name = :name")
            .bind("kind", object.kind())
            .bind("name", object.name())
            .execute();
        insert(handle, object, created);
      }
    });
  }

  /** Those that are there already were created when they were. */
  static void replace(Handle handle, List<Applied> objects) {
    List<OffsetDateTime> created = objects.stream().map(object -> created(handle, object)).toList();
    handle.createUpdate("delete from kind").execute();
    for (int i = 0; i < objects.size(); i++) {
      insert(handle, objects.get(i), created.get(i));
    }
  }

  private static OffsetDateTime created(Handle handle, Applied object) {
    return handle
        .createQuery("select created from kind where kind = :kind and name = :name")
        .bind("kind", object.kind())
        .bind("name", object.name())
        .mapTo(OffsetDateTime.class)
        .findOne()
        .orElseGet(() -> time(object.applied()));
  }

  private static OffsetDateTime time(Instant instant) {
    return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
  }

  private static void insert(Handle handle, Applied object, OffsetDateTime created) {
    handle
        .createUpdate(
            """
            insert into kind
              (kind, name, generation, created, applied, applied_by, file, document)
            values (:kind, :name, :generation, :created, :applied, :by, :file, :document)
            """)
        .bind("kind", object.kind())
        .bind("name", object.name())
        .bind("generation", object.generation())
        .bind("created", created)
        .bind("applied", time(object.applied()))
        .bind("by", object.by())
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
        row.getString("applied_by"),
        row.getString("file"),
        row.getString("document"));
  }
}
