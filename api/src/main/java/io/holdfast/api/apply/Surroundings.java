package io.holdfast.api.apply;

import io.holdfast.api.kind.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What an apply is checked against besides itself.
 *
 * @param known what was applied before; an applied document takes the place of a known one of the
 *     same kind and name
 * @param patterns whether a pattern of what is left out can be read
 * @param places follows symbolic links, so that two ways to one directory are seen as one; the
 *     identity where there is no file system
 * @param state where a machine keeps what it knows; absent where there is none
 */
public record Surroundings(
    List<Kind> known,
    Timetables timetables,
    Predicate<String> patterns,
    UnaryOperator<Path> places,
    @Nullable Path state) {
  public Surroundings {
    known = List.copyOf(known);
  }

  /** Who knows crons. */
  @FunctionalInterface
  public interface Timetables {
    /**
     * What is wrong with a schedule: it cannot be read, never fires, or the jitter does not fit.
     */
    Optional<String> problem(String cron, ZoneId zone, Duration jitter);
  }
}
