package io.holdfast.host.hook;

import io.holdfast.host.process.Command;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a hook will do around one cut, before anybody was asked.
 *
 * @param opening done before the copy begins, in this order
 * @param closing done after it ended, and when anything failed
 */
public record HookPlan(
    Hook hook, Method method, Scope scope, Limits limits, List<Step> opening, List<Step> closing) {
  public HookPlan {
    opening = List.copyOf(opening);
    closing = List.copyOf(closing);
  }

  /**
   * One statement or command.
   *
   * @param words as the database or the shell takes it, or what is done in words
   * @param limit how long it may take
   */
  public record Step(String words, Duration limit) {}

  /** The plan for a hook; nothing is connected to. */
  public static HookPlan of(Hook hook, Method method, Scope scope, Limits limits) {
    var step = limits.step();
    var closing = limits.closing();
    return switch (hook) {
      case Hook.Postgresql _ ->
          switch (method) {
            case SNAPSHOT ->
                plan(hook, method, scope, limits).opens(step, PostgresqlStatements.CHECKPOINT);
            case LIVE ->
                plan(hook, method, scope, limits)
                    .opens(step, PostgresqlStatements.SLOT, PostgresqlStatements.START)
                    .closes(closing, PostgresqlStatements.STOP)
                    .closes(limits.capture(), "copy the log files from the start to the stop")
                    .closes(closing, "disconnect, which drops the replication slot");
          };
      case Hook.Mariadb _ ->
          switch (method) {
            case SNAPSHOT ->
                plan(hook, method, scope, limits)
                    .opens(step, MariadbSnapshot.OPENING.toArray(String[]::new))
                    .closes(closing, MariadbSnapshot.CLOSING, "disconnect, which frees every lock");
            case LIVE ->
                plan(hook, method, scope, limits)
                    .opens(step, "look for mariadb-backup of the server's version")
                    .closes(
                        limits.capture(), "mariadb-backup --backup", "mariadb-backup --prepare");
          };
      case Hook.Redis _ ->
          switch (method) {
            case SNAPSHOT ->
                plan(hook, method, scope, limits)
                    .opens(
                        limits.capture(),
                        "%s, renewed; without an append-only file BGSAVE"
                            .formatted(RedisPause.STATEMENT))
                    .closes(closing, "CLIENT UNPAUSE");
            case LIVE ->
                plan(hook, method, scope, limits)
                    .closes(limits.capture(), "BGSAVE", "copy the file that it wrote");
          };
      case Hook.Sqlite(var databases) ->
          switch (method) {
            case SNAPSHOT -> plan(hook, method, scope, limits);
            case LIVE ->
                plan(hook, method, scope, limits)
                    .closes(
                        limits.capture(),
                        databases.stream()
                            .map(database -> "sqlite3 %s .backup".formatted(database))
                            .toArray(String[]::new));
          };
      case Hook.Pair(var before, var after, _) ->
          plan(hook, method, scope, limits)
              .opens(step, words(before))
              .closes(closing, words(after));
      case Hook.Held(var command, var _) ->
          plan(hook, method, scope, limits)
              .opens(step, "%s (until it prints '%s')".formatted(command, HeldCommand.READY))
              .closes(
                  limits.capture(),
                  "tell it '%s' and wait for its end".formatted(HeldCommand.CLOSE));
    };
  }

  private static String[] words(Optional<Command> command) {
    return command.stream().map(Command::toString).toArray(String[]::new);
  }

  private static HookPlan plan(Hook hook, Method method, Scope scope, Limits limits) {
    return new HookPlan(hook, method, scope, limits, List.of(), List.of());
  }

  private HookPlan opens(Duration limit, String... words) {
    return new HookPlan(hook, method, scope, limits, more(opening, limit, words), closing);
  }

  private HookPlan closes(Duration limit, String... words) {
    return new HookPlan(hook, method, scope, limits, opening, more(closing, limit, words));
  }

  private static List<Step> more(List<Step> steps, Duration limit, String... words) {
    return Stream.concat(steps.stream(), Stream.of(words).map(text -> new Step(text, limit)))
        .toList();
  }

  /**
   * Whether files may change while they are copied, since what the hook adds makes them whole:
   * PostgreSQL replays its log over them, as after a crash.
   */
  public boolean makesChangesWhole() {
    return hook instanceof Hook.Postgresql && method == Method.LIVE;
  }

  /** The plan for a person. */
  public List<String> lines() {
    var lines = new ArrayList<String>();
    opening.forEach(step -> lines.add("before the copy: " + line(step)));
    if (opening.isEmpty()) {
      lines.add("before the copy: nothing");
    }
    closing.forEach(step -> lines.add("after the copy: " + line(step)));
    if (closing.isEmpty()) {
      lines.add("after the copy: nothing");
    }
    return lines;
  }

  private static String line(Step step) {
    return "%s (within %d s)".formatted(step.words(), step.limit().toSeconds());
  }
}
