package io.holdfast.protection.measure;

import io.holdfast.protection.name.ApplicationName;
import io.holdfast.protection.name.HookName;
import io.holdfast.protection.run.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known now of an application.
 *
 * @param created since when it is declared; what never happened is late from here on
 * @param runs of each type; a type that is left out never ran
 * @param hooks those that are open at this moment
 */
public record MeasuredApplication(
    ApplicationName name,
    Instant created,
    Promise promise,
    Map<Run.Type, Runs> runs,
    Points points,
    Ledger ledger,
    List<OpenHook> hooks) {
  public MeasuredApplication {
    var all = new EnumMap<Run.Type, Runs>(Run.Type.class);
    for (Run.Type type : Run.Type.values()) {
      all.put(type, runs.getOrDefault(type, Runs.NONE));
    }
    runs = Map.copyOf(all);
    hooks = List.copyOf(hooks);
    if (hooks.stream().map(OpenHook::name).distinct().count() != hooks.size()) {
      throw new IllegalArgumentException(
          "each hook of %s is measured once, but these are %s".formatted(name, hooks));
    }
  }

  /** Its runs of one type. */
  public Runs runs(Run.Type type) {
    return runs.getOrDefault(type, Runs.NONE);
  }

  /**
   * What its policy says.
   *
   * @param schedule absent when backups are made only on request
   * @param rpo how old the newest complete restore point may be; absent when nothing is promised
   * @param retentionInterval how often retention runs; absent when everything is kept
   */
  public record Promise(
      @Nullable Schedule schedule, @Nullable Duration rpo, @Nullable Duration retentionInterval) {
    public Promise {
      requirePositive("an rpo", rpo);
      requirePositive("an interval of retention", retentionInterval);
    }
  }

  /**
   * When backups begin by themselves.
   *
   * @param interval from the due time before {@code next} to {@code next}: what is expected now,
   *     over a weekend too, and not what is usual
   * @param next the first due time for which no backup has begun, with its jitter; in the past when
   *     nobody began one, and for as long as nobody does
   */
  public record Schedule(Duration interval, Instant next, boolean paused) {
    public Schedule {
      requirePositive("an interval of backups", interval);
    }
  }

  /**
   * Its line of the ledger.
   *
   * @param unsealed facts that are in the catalog alone
   * @param oldestUnsealed when the first of them was recorded; there exactly when there is one
   * @param gap how much of the time since the oldest restore point's cut has no facts because they
   *     were lost
   * @param flaws what is wrong with the chain
   */
  public record Ledger(long unsealed, @Nullable Instant oldestUnsealed, Duration gap, long flaws) {
    /** A ledger that is sealed and whole. */
    public static final Ledger SEALED = new Ledger(0, null, Duration.ZERO, 0);

    public Ledger {
      if (unsealed < 0
          || unsealed > 0 != (oldestUnsealed != null)
          || gap.isNegative()
          || flaws < 0) {
        throw new IllegalArgumentException(
            "%d unsealed facts, the oldest from %s, a gap of %s and %d flaws do not fit together"
                .formatted(unsealed, oldestUnsealed, gap, flaws));
      }
    }
  }

  /**
   * A hook that is open.
   *
   * @param limit how long it may be
   */
  public record OpenHook(HookName name, Instant since, Duration limit) {
    public OpenHook {
      requirePositive("a limit", limit);
    }
  }

  private static void requirePositive(String what, @Nullable Duration duration) {
    if (duration != null && !duration.isPositive()) {
      throw new IllegalArgumentException("%s of %s is not above nothing".formatted(what, duration));
    }
  }
}
