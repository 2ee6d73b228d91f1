package io.holdfast.host.hook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Redis. No setting of the server is changed, so none must be changed back.
 *
 * <p>Around a volume snapshot with the append-only file on, writers are paused: a file system may
 * freeze a file that grows with its new length but without its last bytes, and Redis refuses to
 * start on such an end. Without that file the only state on disk is the last dump, which may be
 * hours old: a new one is written first. Live, a dump is written and copied; the append-only files,
 * which are several that must match and may be rewritten meanwhile, are left out. A server with the
 * append-only file on ignores a dump at its start and begins empty when it finds no append-only
 * files, so the dump is also put where their base belongs.
 */
final class Redis implements Preset {
  private static final int OLDEST = 7;
  private static final int USUAL_PORT = 6379;
  private static final long BETWEEN_LOOKS_MILLIS = 20;

  private final HookPlan plan;
  private final Endpoint endpoint;
  private final InstantSource clock;
  private final Steps steps;
  private final RespConnection connection;
  private Settings settings = new Settings(Path.of(""), "", false, "", "");
  private Optional<Instant> saved = Optional.empty();
  private volatile @Nullable RedisPause pause;

  /**
   * @param directory where it writes
   * @param dump its dump's name
   * @param appends whether the append-only file is on
   */
  private record Settings(
      Path directory, String dump, boolean appends, String appendDirectory, String appendName) {}

  Redis(HookPlan plan, Endpoint endpoint, InstantSource clock) throws IOException {
    this.plan = plan;
    this.endpoint = endpoint.require("redis", "rediss");
    this.clock = clock;
    this.connection = new RespConnection(endpoint, USUAL_PORT);
    this.steps =
        new Steps(
            connection::close,
            failure -> new IOException(endpoint.masked(String.valueOf(failure.getMessage()))));
  }

  @Override
  public List<Exclusion> open() throws IOException {
    var limit = plan.limits().step();
    steps.run(
        "connect to " + endpoint,
        limit,
        () -> {
          connection.open(limit);
          return true;
        });
    settings = steps.run("ask for the settings", limit, this::examine);
    var data = plan.scope().inVolume(settings.directory(), "the server's directory");
    return switch (plan.method()) {
      case SNAPSHOT -> {
        if (settings.appends()) {
          pause();
        } else {
          saved = Optional.of(save());
        }
        yield List.of(Exclusion.in(data, "temp-*", "a dump that is being written"));
      }
      case LIVE ->
          List.of(
              Exclusion.in(data, settings.dump(), "a new dump is added from the overlay"),
              Exclusion.in(data, "temp-*", "a dump that is being written"),
              Exclusion.in(
                  data.resolve(settings.appendDirectory()),
                  "*",
                  "changes while it is copied; the dump stands for it"));
    };
  }

  private Settings examine() throws IOException {
    var server = fields("server");
    var version = server.getOrDefault("redis_version", "");
    if (Integer.parseInt(version.replaceAll("\\D.*", "0")) < OLDEST) {
      throw new RefusedException(
          "the server is Redis '%s': the preset knows 7 and newer".formatted(version));
    }
    var state = fields("persistence");
    if (!"0".equals(state.get("loading"))) {
      throw new RefusedException("Redis is still loading its data: try again when it has started");
    }
    var found =
        new Settings(
            Path.of(setting("dir")),
            setting("dbfilename"),
            setting("appendonly").equals("yes"),
            setting("appenddirname"),
            setting("appendfilename"));
    if (found.appends() && !"ok".equals(state.get("aof_last_write_status"))) {
      throw new RefusedException(
          "Redis cannot write its append-only file: what is on disk is not what it holds");
    }
    return found;
  }

  private String setting(String name) throws IOException {
    var reply = ask("CONFIG", "GET", name);
    if (reply instanceof RespConnection.Reply.Many(var items)
        && items.size() == 2
        && items.get(1) instanceof RespConnection.Reply.Text(var value)) {
      return value;
    }
    throw new IOException("Redis has no setting '%s': %s".formatted(name, reply));
  }

  private Map<String, String> fields(String section) throws IOException {
    if (ask("INFO", section) instanceof RespConnection.Reply.Text(var text)) {
      return text.lines()
          .filter(line -> line.indexOf(':') > 0)
          .collect(
              Collectors.toMap(
                  line -> line.substring(0, line.indexOf(':')),
                  line -> line.substring(line.indexOf(':') + 1).strip(),
                  (first, _) -> first));
    }
    throw new IOException("Redis gave no text for INFO " + section);
  }

  /** A reply that is no failure. */
  private RespConnection.Reply ask(String... words) throws IOException {
    var reply = connection.ask(words);
    if (reply instanceof RespConnection.Reply.Failure(var text)) {
      if (text.startsWith("NOPERM") || text.startsWith("NOAUTH")) {
        throw new RefusedException(
            "%s may not '%s': run: ACL SETUSER %s +info +bgsave +config|get +client|pause +client|unpause (%s)"
                .formatted(
                    endpoint,
                    String.join(" ", words),
                    endpoint.user().isEmpty() ? "default" : endpoint.user(),
                    text));
      }
      throw new IOException("Redis refused '%s': %s".formatted(String.join(" ", words), text));
    }
    return reply;
  }

  /**
   * Keeps writers from writing, and waits until all that they wrote is in the file. What is
   * acknowledged may still be in the server's memory, when the disk is slow.
   */
  private void pause() throws IOException {
    steps.run(
        RedisPause.STATEMENT,
        plan.limits().step(),
        () -> {
          ask(RedisPause.STATEMENT.split(" ", -1));
          var held = new RedisPause(connection);
          held.begin();
          pause = held;
          while (!isWritten(fields("persistence"))) {
            Thread.sleep(BETWEEN_LOOKS_MILLIS);
          }
          return true;
        });
  }

  private static boolean isWritten(Map<String, String> state) {
    return "0".equals(state.get("aof_buffer_length"))
        && "0".equals(state.get("aof_pending_bio_fsync"));
  }

  /** Writes a dump and waits for it; gives the moment before it was begun. */
  private Instant save() throws IOException {
    return steps.run(
        "BGSAVE",
        plan.limits().capture(),
        () -> {
          var begun = begin();
          awaitNoChild();
          var status = fields("persistence").getOrDefault("rdb_last_bgsave_status", "");
          if (!status.equals("ok")) {
            throw new IOException(
                "Redis could not write its dump (status '%s'): its own log says why"
                    .formatted(status));
          }
          return begun;
        });
  }

  /**
   * A dump that is being written was begun before us, and lacks what came since: it is waited for,
   * and another one begun.
   */
  private Instant begin() throws IOException, InterruptedException {
    while (true) {
      awaitNoChild();
      var now = clock.instant();
      var reply = connection.ask("BGSAVE");
      if (!(reply instanceof RespConnection.Reply.Failure(var text))) {
        return now;
      }
      if (!text.contains("in progress") && !text.contains("active")) {
        ask("BGSAVE");
      }
      Thread.sleep(BETWEEN_LOOKS_MILLIS);
    }
  }

  private void awaitNoChild() throws IOException, InterruptedException {
    while (isBusy(fields("persistence"))) {
      Thread.sleep(BETWEEN_LOOKS_MILLIS);
    }
  }

  private static boolean isBusy(Map<String, String> state) {
    return "1".equals(state.get("rdb_bgsave_in_progress"))
        || "1".equals(state.get("aof_rewrite_in_progress"));
  }

  @Override
  public Captured capture(Path overlay) throws IOException {
    switch (plan.method()) {
      case SNAPSHOT -> {
        var held = pause;
        if (held != null) {
          steps.run(
              "CLIENT UNPAUSE",
              plan.limits().step(),
              () -> {
                held.end();
                return true;
              });
          pause = null;
        }
      }
      case LIVE -> {
        saved = Optional.of(save());
        copy(overlay);
      }
    }
    var notes = new ArrayList<String>();
    if (plan.method() == Method.SNAPSHOT && saved.isPresent()) {
      notes.add(
          "Redis has no append-only file, so the copy holds what was written before %s"
              .formatted(saved.get()));
    }
    return new Captured("", saved, notes);
  }

  private void copy(Path overlay) throws IOException {
    var source = settings.directory().resolve(settings.dump());
    var data = plan.scope().inVolume(settings.directory(), "the server's directory");
    var target = Files.createDirectories(overlay.resolve(data.toString()));
    // One open file: Redis replaces a dump by renaming, so this is one dump, ours or a newer one.
    var dump =
        Files.copy(source, target.resolve(settings.dump()), StandardCopyOption.COPY_ATTRIBUTES);
    if (settings.appends()) {
      var directory = Files.createDirectory(target.resolve(settings.appendDirectory()));
      var base = settings.appendName() + ".1.base.rdb";
      Files.copy(dump, directory.resolve(base), StandardCopyOption.COPY_ATTRIBUTES);
      Files.writeString(
          directory.resolve(settings.appendName() + ".manifest"),
          "file %s seq 1 type b\n".formatted(base));
    }
    Ownership.of(source).give(overlay);
  }

  @Override
  public void release() {
    var held = pause;
    pause = null;
    if (held != null) {
      held.giveUp();
    }
    connection.close();
  }
}
