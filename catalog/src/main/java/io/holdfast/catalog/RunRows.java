package io.holdfast.catalog;

import io.holdfast.protection.measure.Runs;
import io.holdfast.protection.name.ApplicationName;
import io.holdfast.protection.name.RepositoryName;
import io.holdfast.protection.run.Run;
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
import java.util.Optional;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/**
 * The runs and the results of their steps. One is newer than another when it was noted later,
 * whatever their clocks said.
 */
public final class RunRows {
  private static final String RUNNING = "RUNNING";

  private final Rows rows;

  RunRows(Rows rows) {
    this.rows = rows;
  }

  /** The result of a step, as JSON; numbered by when it ended, from 1. */
  public record RecordedStep(int number, String key, String result) {}

  /** Notes that a run begins; before it does anything. */
  public void begin(Run run) throws IOException {
    insert(run, RUNNING, null, "");
  }

  /** Notes a run that has ended without a step, in one. */
  public void record(Run run) throws IOException {
    Run.@Nullable End end = run.end();
    if (end == null) {
      throw new IllegalArgumentException("%s has not ended".formatted(run.id()));
    }
    insert(run, end.outcome().name(), end.time(), end.message());
  }

  private void insert(Run run, String state, @Nullable Instant ended, String message)
      throws IOException {
    rows.change(handle ->
        handle
            .createUpdate(
                """
                insert into run
                  (id, type, application, repository, started, ended, state, plan, message, securing)
                values
                  (:id, :type, :application, :repository, :started, :ended, :state, :plan, :message, :securing)
                """)
            .bind("id", run.id())
            .bind("type", run.type().name())
            .bind("application", run.subject().application().text())
            .bind("repository", run.subject().repository().text())
            .bind("started", OffsetDateTime.ofInstant(run.started(), ZoneOffset.UTC))
            .bind("ended", ended == null ? null : OffsetDateTime.ofInstant(ended, ZoneOffset.UTC))
            .bind("state", state)
            .bind("plan", run.plan())
            .bind("message", message)
            .bind("securing", run.securing())
            .execute());
  }

  /** Notes how a step ended; before the next one begins. */
  public void add(String run, String key, String result) throws IOException {
    rows.change(handle ->
        handle
            .createUpdate(
                """
                insert into step (run, number, step, result)
                select :run, coalesce(max(number), 0) + 1, :step, :result from step where run = :run
                """)
            .bind("run", run)
            .bind("step", key)
            .bind("result", result)
            .execute());
  }

  /** Notes how a run ended. A run that has ended stays as it was. */
  public void end(String run, Run.End end) throws IOException {
    rows.change(handle ->
        handle
            .createUpdate(
                """
                update run set ended = :ended, state = :state, message = :message
                where id = :id and state = :running
                """)
            .bind("id", run)
            .bind("ended", OffsetDateTime.ofInstant(end.time(), ZoneOffset.UTC))
            .bind("state", end.outcome().name())
            .bind("message", end.message())
            .bind("running", RUNNING)
            .execute());
  }

  public Optional<Run> find(String id) throws IOException {
    return list("where id = :id", query -> query.bind("id", id)).stream().findFirst();
  }

  /** Those without an end, the oldest first. */
  public List<Run> unended() throws IOException {
    return list("where state = :state order by place", query -> query.bind("state", RUNNING));
  }

  /** The newest runs, the newest first. */
  public List<Run> newest(int most) throws IOException {
    return list("order by place desc limit :most", query -> query.bind("most", most));
  }

  /** The newest runs of an application, the newest first. */
  public List<Run> newest(ApplicationName application, int most) throws IOException {
    return list(
        "where application = :application order by place desc limit :most",
        query -> query.bind("application", application.text()).bind("most", most));
  }

  /** The newest runs of a type, the newest first. */
  public List<Run> newest(ApplicationName application, Run.Type type, int most) throws IOException {
    return list(
        "where application = :application and type = :type order by place desc limit :most",
        query ->
            query
                .bind("application", application.text())
                .bind("type", type.name())
                .bind("most", most));
  }

  /**
   * The runs of a type that recorded a step, whichever application's, the newest first.
   *
   * @param beginnings of the keys of such steps
   */
  public List<Run> having(Run.Type type, List<String> beginnings) throws IOException {
    List<String> steps =
        IntStream.range(0, beginnings.size())
            .mapToObj("step.step like :step%d"::formatted)
            .toList();
    return list(
        "where type = :type and exists (select 1 from step where step.run = run.id and (%s)) order by place desc"
            .formatted(String.join(" or ", steps)),
        query -> {
          query.bind("type", type.name());
          for (int i = 0; i < beginnings.size(); i++) {
            query.bind("step" + i, beginnings.get(i) + "%");
          }
          return query;
        });
  }

  /** The newest run of a type that has ended. */
  public Optional<Run> newestEnded(ApplicationName application, Run.Type type) throws IOException {
    return list(
            "where application = :application and type = :type and state <> :state order by place"
                + " desc limit 1",
            query ->
                query
                    .bind("application", application.text())
                    .bind("type", type.name())
                    .bind("state", RUNNING))
        .stream()
        .findFirst();
  }

  /**
   * When the newest run of a type began that began no later than this, however it ended; one that
   * secures a restore stands for none.
   */
  public Optional<Instant> newestStart(ApplicationName application, Run.Type type, Instant upTo)
      throws IOException {
    return rows.read(handle ->
        handle
            .createQuery(
                "select max(started) from run where application = :application and type = :type and"
                    + " not securing and started <= :until")
            .bind("application", application.text())
            .bind("type", type.name())
            .bind("until", OffsetDateTime.ofInstant(upTo, ZoneOffset.UTC))
            .mapTo(OffsetDateTime.class)
            .findOne()
            .map(OffsetDateTime::toInstant));
  }

  /**
   * What all runs of an application of their own right come to, without a look at their plans.
   *
   * @param upTo those that a wrong clock let end later count, and none of them is the last
   */
  public Map<Run.Type, Runs> sums(ApplicationName application, Instant upTo) throws IOException {
    return rows.read(handle -> {
      Map<Run.Type, List<RunSum.Group>> groups = new EnumMap<>(Run.Type.class);
      handle
          .createQuery(
              """
              select type, state, count(*) as runs, min(started) as first,
                max(case when ended <= :until then ended end) as last
              from run where application = :application and not securing group by type, state
              """)
          .bind("application", application.text())
          .bind("until", OffsetDateTime.ofInstant(upTo, ZoneOffset.UTC))
          .map((row, _) ->
              groups
                  .computeIfAbsent(Run.Type.valueOf(row.getString("type")), _ -> new ArrayList<>())
                  .add(RunSum.group(row, RUNNING)))
          .list();
      Map<Run.Type, Runs> sums = new EnumMap<>(Run.Type.class);
      groups.forEach((type, ofType) ->
          sums.put(
              type, RunSum.of(ofType, last -> startOfSuccess(handle, application, type, last))));
      return sums;
    });
  }

  private static Instant startOfSuccess(
      Handle handle, ApplicationName application, Run.Type type, Instant ended) {
    return handle
        .createQuery(
            """
            select max(started) from run
            where application = :application and type = :type and not securing and state = :state
              and ended = :ended
            """)
        .bind("application", application.text())
        .bind("type", type.name())
        .bind("state", Run.Outcome.DONE.name())
        .bind("ended", OffsetDateTime.ofInstant(ended, ZoneOffset.UTC))
        .mapTo(OffsetDateTime.class)
        .one()
        .toInstant();
  }

  public List<RecordedStep> steps(String run) throws IOException {
    return rows.read(handle ->
        handle
            .createQuery("select number, step, result from step where run = :run order by number")
            .bind("run", run)
            .map((row, _) ->
                new RecordedStep(
                    row.getInt("number"), row.getString("step"), row.getString("result")))
            .list());
  }

  private interface Binding {
    Query bind(Query query);
  }

  private List<Run> list(String condition, Binding binding) throws IOException {
    return rows.read(handle ->
        binding
            .bind(handle.createQuery("select * from run " + condition))
            .map(RunRows::run)
            .list());
  }

  private static Run run(ResultSet row, StatementContext context) throws SQLException {
    return new Run(
        row.getString("id"),
        Run.Type.valueOf(row.getString("type")),
        new Run.Subject(
            RepositoryName.parse(row.getString("repository")),
            ApplicationName.parse(row.getString("application"))),
        row.getObject("started", OffsetDateTime.class).toInstant(),
        end(row),
        row.getString("plan"),
        row.getBoolean("securing"));
  }

  private static Run.@Nullable End end(ResultSet row) throws SQLException {
    String state = row.getString("state");
    if (state.equals(RUNNING)) {
      return null;
    }
    Instant ended = row.getObject("ended", OffsetDateTime.class).toInstant();
    return new Run.End(ended, Run.Outcome.valueOf(state), row.getString("message"));
  }
}
