package io.holdfast.api.application;

import io.holdfast.api.value.Places;
import io.holdfast.api.value.SecretReference;
import io.holdfast.schema.annotation.Default;
import io.holdfast.schema.annotation.Doc;
import io.holdfast.schema.annotation.Name;
import io.holdfast.schema.annotation.Rule;
import io.holdfast.schema.annotation.Size;
import io.holdfast.schema.document.Quoted;
import io.holdfast.schema.shape.ComponentException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What makes a volume consistent: a preset that knows a database, or commands. */
@Doc(
    "What makes a volume consistent: a preset that knows a database, or commands around the cut, or"
        + " one command that is held over it.")
@Rule(
    value =
        "has(self.preset) ? !(has(self.pre) || has(self.post) || has(self.held)) : has(self.held)"
            + " != (has(self.pre) || has(self.post))",
    message = "exactly one of a preset, a held command, and commands pre and post")
@Rule(
    value = "has(self.connection) == (has(self.preset) && self.preset != 'sqlite')",
    message = "postgresql, mariadb and redis need a connection, and nothing else takes one")
@Rule(
    value = "has(self.databases) == (has(self.preset) && self.preset == 'sqlite')",
    message = "sqlite needs databases, and nothing else takes them")
public record Hooks(
    @Doc("The database in the volume.") @Nullable Preset preset,
    @Doc("Where the connection to it, a URL with a password, is found.")
        @Nullable SecretReference connection,
    @Doc("The files of SQLite databases, from the volume's root.") @Size(most = 100)
        List<String> databases,
    @Doc("A command before the cut.") @Nullable HookCommand pre,
    @Doc("A command after the cut; it runs whatever happened before.") @Nullable HookCommand post,
    @Doc("A command that runs over the whole cut: it prints ready, and ends when its input ends.")
        @Nullable HookCommand held,
    @Doc("What it means when a command fails.") @Default("Fail") OnError onError) {
  public Hooks {
    databases = List.copyOf(databases);
    requireOneWay(preset, held, pre != null || post != null);
    requireTarget(preset, connection, databases);
  }

  private static void requireOneWay(
      @Nullable Preset preset, @Nullable HookCommand held, boolean pair) {
    var ways = (preset == null ? 0 : 1) + (held == null ? 0 : 1) + (pair ? 1 : 0);
    if (ways != 1) {
      throw new IllegalArgumentException(
          "has %d ways to make the volume consistent: expected exactly one of preset, held, and pre with post"
              .formatted(ways));
    }
  }

  private static void requireTarget(
      @Nullable Preset preset, @Nullable SecretReference connection, List<String> databases) {
    var needsDatabases = preset == Preset.SQLITE;
    var needsConnection = preset != null && !needsDatabases;
    if (needsConnection != (connection != null)) {
      throw new ComponentException(
          "connection",
          needsConnection ? "is missing" : "is given, and nothing here connects",
          needsConnection ? SecretReference.EXPECTED : "no connection");
    }
    if (needsDatabases == databases.isEmpty()) {
      throw new ComponentException(
          "databases",
          needsDatabases ? "is missing" : "is given, and the preset is not sqlite",
          needsDatabases ? "the files of the databases, from the volume's root" : "no databases");
    }
    for (int i = 0; i < databases.size(); i++) {
      requireInside("databases[%d]".formatted(i), databases.get(i));
    }
  }

  private static void requireInside(String component, String database) {
    Places.require(component, database);
    var path = Path.of(database);
    if (path.isAbsolute() || path.normalize().startsWith("..") || !path.equals(path.normalize())) {
      throw new ComponentException(
          component, "is " + Quoted.shown(database), "a plain path from the volume's root");
    }
  }

  Hooks from(Path directory) {
    return new Hooks(
        preset,
        connection == null ? null : connection.from(directory),
        databases,
        pre,
        post,
        held,
        onError);
  }

  /** A database that Holdfast knows how to make consistent. */
  public enum Preset {
    @Name("postgresql")
    POSTGRESQL,
    @Name("mariadb")
    MARIADB,
    @Name("redis")
    REDIS,
    @Name("sqlite")
    SQLITE
  }

  /** What the failure of a command means for the restore point. */
  public enum OnError {
    @Doc("There is none.")
    FAIL,
    @Doc("There is one, and it says so.")
    CONTINUE
  }
}
