package io.holdfast.protection.queue;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which runs start now, which wait and for what, and when to look again.
 *
 * @param starts in the order in which they are to start
 * @param waiting restores first, then what was asked for, then by schedule
 * @param lookAgain the next time at which something becomes due or may start; absent when no
 *     schedule goes on. A run that ends, and a request, are further reasons to look
 */
public record QueuePlan(List<Start> starts, List<Waiting> waiting, @Nullable Instant lookAgain) {
  public QueuePlan {
    starts = List.copyOf(starts);
    waiting = List.copyOf(waiting);
  }

  /** A run that starts. */
  public record Start(Kind kind, Target target, Because because) {}

  /** Why there is to be a run. */
  public sealed interface Because {
    /** Somebody asked for it. */
    record Asked(String id, Instant at) implements Because {}

    /** Its schedule fired, and did before as many times as were missed. */
    record Fired(Instant at, int missed) implements Because {}
  }

  /** A run that does not start, or an application without one. */
  public record Waiting(Kind kind, Target target, Why why) {}

  /** What a run waits for. */
  public sealed interface Why {
    /** Its schedule fires next at this time. */
    record NotDue(Instant next) implements Why {
      @Override
      public String toString() {
        return "due at " + next;
      }
    }

    /** Somebody paused it. */
    record Paused() implements Why {
      @Override
      public String toString() {
        return "paused";
      }
    }

    /** It is due, but no window is open before this time. */
    record OutsideWindow(Instant opens) implements Why {
      @Override
      public String toString() {
        return "due, but its window opens at " + opens;
      }
    }

    /** The application has another run. */
    record Busy(Kind with) implements Why {
      @Override
      public String toString() {
        return switch (with) {
          case RESTORE -> "a restore of the application is running";
          case BACKUP -> "a backup of the application is running";
          case RETENTION -> "retention of the application is running";
        };
      }
    }

    /**
     * Retention wants the repository for itself, and others have it; or the other way round.
     *
     * @param with the application that has it, or waits for it longer
     */
    record RepositoryTaken(String repository, String with) implements Why {
      @Override
      public String toString() {
        return "%s has repository %s, which retention needs for itself".formatted(with, repository);
      }
    }

    /** As many runs as allowed are running. */
    record TotalLimit(int limit) implements Why {
      @Override
      public String toString() {
        return "%d runs are running, which is the limit".formatted(limit);
      }
    }

    /** As many runs as allowed are running on its repository. */
    record RepositoryLimit(String repository, int limit) implements Why {
      @Override
      public String toString() {
        return "%d runs are running on repository %s, which is the limit"
            .formatted(limit, repository);
      }
    }
  }

  /** What the plan is made from. */
  public record Situation(
      List<Scheduled> scheduled, List<Requested> requested, List<Running> running, Limits limits) {
    public Situation {
      scheduled = List.copyOf(scheduled);
      requested = List.copyOf(requested);
      running = List.copyOf(running);
    }
  }

  /**
   * Plans.
   *
   * @param awake since when somebody has been there to start runs; fires before it were missed
   */
  public static QueuePlan of(Situation situation, Instant awake, Instant now) {
    return new Queue(situation, awake, now).plan();
  }
}
