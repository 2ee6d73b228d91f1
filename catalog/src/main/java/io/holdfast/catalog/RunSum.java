package io.holdfast.catalog;

import io.holdfast.protection.measure.Runs;
import io.holdfast.protection.run.Run;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The same as {@link Runs#of}, from what the database counted. */
final class RunSum {
  private RunSum() {}

  /**
   * Runs of one state.
   *
   * @param outcome absent while they go on
   * @param last when the last of them ended that counts as one
   * @param first when the first of them began
   */
  record Group(Run.@Nullable Outcome outcome, long runs, @Nullable Instant last, Instant first) {}

  static Group group(ResultSet row, String running) throws SQLException {
    String state = row.getString("state");
    @Nullable OffsetDateTime last = row.getObject("last", OffsetDateTime.class);
    return new Group(
        state.equals(running) ? null : Run.Outcome.valueOf(state),
        row.getLong("runs"),
        last == null ? null : last.toInstant(),
        row.getObject("first", OffsetDateTime.class).toInstant());
  }

  /**
   * @param begin when the run began that was done at a time
   */
  static Runs of(List<Group> groups, UnaryOperator<Instant> begin) {
    Map<Run.Outcome, Long> ended = new EnumMap<>(Run.Outcome.class);
    Map<Run.Outcome, Instant> last = new EnumMap<>(Run.Outcome.class);
    @Nullable Instant running = null;
    for (Group group : groups) {
      if (group.outcome == null) {
        running = group.first;
        continue;
      }
      ended.put(group.outcome, group.runs);
      if (group.last != null) {
        last.put(group.outcome, group.last);
      }
    }
    @Nullable Instant done = last.get(Run.Outcome.DONE);
    return new Runs(
        ended,
        Stream.of(Run.Outcome.DONE, Run.Outcome.INCOMPLETE, Run.Outcome.FAILED)
            .flatMap(outcome -> Stream.ofNullable(last.get(outcome)))
            .max(Instant::compareTo)
            .orElse(null),
        done == null ? null : new Runs.Success(done, Duration.between(begin.apply(done), done)),
        last.get(Run.Outcome.FAILED),
        running);
  }
}
