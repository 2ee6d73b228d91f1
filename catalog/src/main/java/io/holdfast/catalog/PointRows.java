package io.holdfast.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.holdfast.protection.name.ApplicationName;
import io.holdfast.protection.name.PointId;
import io.holdfast.protection.name.RepositoryName;
import io.holdfast.protection.point.RestorePoint;
import io.holdfast.schema.Json;
import io.holdfast.schema.bind.UnknownFields;
import io.holdfast.schema.document.Bounds;
import io.holdfast.schema.document.Reading;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/** The restore points that are there, as lists and plans see them. */
public final class PointRows {
  private final Rows rows;

  PointRows(Rows rows) {
    this.rows = rows;
  }

  /** Puts a point in the place of what has its name. */
  public void put(RepositoryName repository, RestorePoint point) throws IOException {
    rows.change(handle -> {
      handle
          .createUpdate("delete from point where repository = :repository and id = :id")
          .bind("repository", repository.text())
          .bind("id", point.id().text())
          .execute();
      insert(handle, repository, point);
    });
  }

  static void replace(Handle handle, List<CatalogContents.Listed> points) {
    handle.createUpdate("delete from point").execute();
    points.forEach(listed -> insert(handle, listed.repository(), listed.point()));
  }

  private static void insert(Handle handle, RepositoryName repository, RestorePoint point) {
    handle
        .createUpdate(
            """
            insert into point (repository, id, application, cut_start, complete, body)
            values (:repository, :id, :application, :start, :complete, :body)
            """)
        .bind("repository", repository.text())
        .bind("id", point.id().text())
        .bind("application", point.application().text())
        .bind("start", OffsetDateTime.ofInstant(point.cut().start(), ZoneOffset.UTC))
        .bind("complete", point.isComplete())
        .bind("body", new String(Json.write(point), UTF_8))
        .execute();
  }

  /** Removes a point; that it is gone already is no failure. */
  public void remove(RepositoryName repository, PointId id) throws IOException {
    rows.change(handle ->
        handle
            .createUpdate("delete from point where repository = :repository and id = :id")
            .bind("repository", repository.text())
            .bind("id", id.text())
            .execute());
  }

  /** All points of an application in a repository, the newest first. */
  public List<RestorePoint> of(RepositoryName repository, ApplicationName application)
      throws IOException {
    return points(
        rows.read(handle ->
            handle
                .createQuery(
                    """
                    select body from point where repository = :repository and application = :application
                    order by cut_start desc, id desc
                    """)
                .bind("repository", repository.text())
                .bind("application", application.text())
                .mapTo(String.class)
                .list()));
  }

  /**
   * All points in a repository, by their names.
   *
   * @param unreadable is told of each that cannot be read
   */
  public List<RestorePoint> all(RepositoryName repository, Consumer<IOException> unreadable)
      throws IOException {
    List<String> bodies =
        rows.read(handle ->
            handle
                .createQuery("select body from point where repository = :repository order by id")
                .bind("repository", repository.text())
                .mapTo(String.class)
                .list());
    List<RestorePoint> points = new ArrayList<>();
    for (String body : bodies) {
      try {
        points.add(point(body));
      } catch (IOException changed) {
        unreadable.accept(changed); // the others are still to be compared
      }
    }
    return points;
  }

  public Optional<RestorePoint> find(RepositoryName repository, PointId id) throws IOException {
    return points(
            rows.read(handle ->
                handle
                    .createQuery(
                        "select body from point where repository = :repository and id = :id")
                    .bind("repository", repository.text())
                    .bind("id", id.text())
                    .mapTo(String.class)
                    .list()))
        .stream()
        .findFirst();
  }

  private static List<RestorePoint> points(List<String> bodies) throws IOException {
    List<RestorePoint> points = new ArrayList<>();
    for (String body : bodies) {
      points.add(point(body));
    }
    return points;
  }

  private static RestorePoint point(String body) throws IOException {
    return switch (Json.read(
        "point", body.getBytes(UTF_8), RestorePoint.class, UnknownFields.IGNORE, Bounds.DEFAULT)) {
      case Reading.Read<RestorePoint>(RestorePoint point) -> point;
      case Reading.Refused<RestorePoint>(var mistakes) ->
          throw new IOException(
              "a point in the catalog cannot be read (%s): 'holdfast catalog rebuild' brings it back from the repository"
                  .formatted(mistakes.getFirst()));
    };
  }
}
