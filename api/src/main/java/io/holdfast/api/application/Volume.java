package io.holdfast.api.application;

import io.holdfast.api.value.Places;
import io.holdfast.api.value.Texts;
import io.holdfast.schema.annotation.Default;
import io.holdfast.schema.annotation.Doc;
import io.holdfast.schema.annotation.Name;
import io.holdfast.schema.annotation.Pattern;
import io.holdfast.schema.annotation.Size;
import io.holdfast.schema.shape.ComponentException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A directory that is backed up as a whole. */
@Doc("A directory that is backed up as a whole.")
public record Volume(
    @Doc("Its name in the application.") @Pattern(value = Texts.NAME, expected = Texts.A_NAME)
        String name,
    @Doc("The directory; a relative one is meant from the directory of this file.") String path,
    @Doc("How it is copied.") @Default("Auto") Method method,
    @Doc("A program that makes volume snapshots where the file system does not.")
        @Nullable SnapshotPlugin snapshot,
    @Doc("What of it is left out, in restic's patterns.") @Size(most = 1000) List<String> excludes,
    @Doc("What makes it consistent while it is copied.") @Nullable Hooks hooks,
    @Doc("What it holds, for rules that ask.") @Nullable Role role) {
  public Volume {
    excludes = List.copyOf(excludes);
    Places.require("path", path);
    for (int i = 0; i < excludes.size(); i++) {
      if (excludes.get(i).isBlank()) {
        throw new ComponentException("excludes[%d]".formatted(i), "is blank", "a pattern");
      }
    }
    if (snapshot != null && method == Method.LIVE) {
      throw new ComponentException(
          "snapshot", "is given though the method is Live", "the method Auto or Snapshot");
    }
  }

  Volume from(Path directory) {
    return new Volume(
        name,
        Places.from(directory, path),
        method,
        snapshot,
        excludes,
        hooks == null ? null : hooks.from(directory),
        role);
  }

  /** Whether it is as it should be without a single entry; any other was not mounted, or lost. */
  public boolean mayBeEmpty() {
    return role == Role.SPOOL;
  }

  /** How a volume is copied. */
  public enum Method {
    @Doc("From a volume snapshot where one can be had, else live with a warning.")
    AUTO,
    @Doc("From a volume snapshot; refused where none can be had.")
    SNAPSHOT,
    @Doc("File by file, while the application works.")
    LIVE
  }

  /** What a volume holds. */
  public enum Role {
    @Doc("A database's data.")
    @Name("data")
    DATA,
    @Doc("A database's write-ahead log.")
    @Name("wal")
    WAL,
    @Doc("Files that are right each by itself.")
    @Name("files")
    FILES,
    @Doc("Configuration.")
    @Name("configuration")
    CONFIGURATION,
    @Doc("Files that come and go: it may be empty, and no other volume may.")
    @Name("spool")
    SPOOL
  }

  /** A program that makes volume snapshots: LVM, ZFS, a storage array. */
  @Doc("A program that makes volume snapshots: LVM, ZFS, a storage array.")
  public record SnapshotPlugin(
      @Doc("The program with its first arguments; create, delete or list come after them.")
          @Size(least = 1, most = 100)
          List<String> command,
      @Doc("How long each call may take.") @Default("5m") Duration timeout) {
    public SnapshotPlugin {
      command = List.copyOf(command);
      HookCommand.requireProgram(command);
      HookCommand.requirePositive(timeout);
    }
  }
}
