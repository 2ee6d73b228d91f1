package io.holdfast.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.holdfast.protection.measure.Points;
import io.holdfast.protection.name.ApplicationName;
import io.holdfast.protection.name.PointId;
import io.holdfast.protection.name.RepositoryName;
import io.holdfast.protection.point.RestorePoint;
import io.holdfast.schema.Json;
import io.holdfast.schema.bind.UnknownFields;
import io.holdfast.schema.document.Bounds;
import io.holdfast.schema.document.Reading;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

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
            insert into point (repository, id, application, cut_start, state, body)
            values (:repository, :id, :application, :start, :state, :body)
            """)
        .bind("repository", repository.text())
        .bind("id", point.id().text())
        .bind("application", point.application().text())
        .bind("start", OffsetDateTime.ofInstant(point.cut().start(), ZoneOffset.UTC))
        .bind("state", Points.State.of(point).name())
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

  /** How many points of an application there are, in all repositories. */
  public long count(ApplicationName application) throws IOException {
    return rows.read(handle ->
        handle
            .createQuery("select count(*) from point where application = :application")
            .bind("application", application.text())
            .mapTo(Long.class)
            .one());
  }

  /** The repositories that have points of an application. */
  public List<RepositoryName> repositories(ApplicationName application) throws IOException {
    return rows.read(handle ->
        handle
            .createQuery(
                """
                select distinct repository from point where application = :application
                order by repository
                """)
            .bind("application", application.text())
            .mapTo(String.class)
            .map(RepositoryName::parse)
            .list());
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
   * What the points of an application come to.
   *
   * @param oldest when the cut of the oldest began; absent when there is none
   */
  public record Sum(Points points, @Nullable Instant oldest) {
    /**
     * The same of these points, some of which the repository does not have.
     *
     * @param missing which
     */
    public static Sum of(List<RestorePoint> points, Predicate<PointId> missing, Instant now) {
      return new Sum(
          Points.of(points, missing, now),
          points.stream()
              .filter(point -> !missing.test(point.id()))
              .map(point -> point.cut().start())
              .min(Instant::compareTo)
              .orElse(null));
    }
  }

  /**
   * What all points of an application in a repository come to; only the newest are read.
   *
   * @param now of those that a wrong clock put after it none is the newest, while there are others
   */
  public Sum sum(RepositoryName repository, ApplicationName application, Instant now)
      throws IOException {
    Map<Points.State, Ends> ends = new EnumMap<>(Points.State.class);
    rows.read(handle ->
        handle
            .createQuery(
                """
                select state, count(*) as points, min(cut_start) as oldest,
                  coalesce(max(case when cut_start <= :now then cut_start end), max(cut_start)) as newest
                from point where repository = :repository and application = :application
                group by state
                """)
            .bind("repository", repository.text())
            .bind("application", application.text())
            .bind("now", OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
            .map((row, _) -> ends.put(Points.State.valueOf(row.getString("state")), ends(row)))
            .list());
    return new Sum(
        new Points(
            several(repository, application, Points.State.COMPLETE, ends),
            several(repository, application, Points.State.INCOMPLETE, ends),
            several(repository, application, Points.State.SECURING, ends),
            Points.Several.NONE),
        ends.values().stream().map(Ends::oldest).min(Instant::compareTo).orElse(null));
  }

  private record Ends(long points, Instant newest, Instant oldest) {}

  private static Ends ends(ResultSet row) throws SQLException {
    return new Ends(
        row.getLong("points"),
        row.getObject("newest", OffsetDateTime.class).toInstant(),
        row.getObject("oldest", OffsetDateTime.class).toInstant());
  }

  private Points.Several several(
      RepositoryName repository,
      ApplicationName application,
      Points.State state,
      Map<Points.State, Ends> ends)
      throws IOException {
    @Nullable Ends found = ends.get(state);
    Optional<RestorePoint> newest =
        found == null ? Optional.empty() : at(repository, application, state, found.newest);
    return newest
        .map(point ->
            new Points.Several(Objects.requireNonNull(found).points, Points.Newest.of(point)))
        .orElse(Points.Several.NONE);
  }

  private Optional<RestorePoint> at(
      RepositoryName repository, ApplicationName application, Points.State state, Instant cut)
      throws IOException {
    return points(
            rows.read(handle ->
                handle
                    .createQuery(
                        """
                        select body from point
                        where repository = :repository and application = :application
                          and state = :state and cut_start = :cut
                        order by id desc limit 1
                        """)
                    .bind("repository", repository.text())
                    .bind("application", application.text())
                    .bind("state", state.name())
                    .bind("cut", OffsetDateTime.ofInstant(cut, ZoneOffset.UTC))
                    .mapTo(String.class)
                    .list()))
        .stream()
        .findFirst();
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
