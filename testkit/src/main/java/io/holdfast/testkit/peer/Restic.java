package io.holdfast.testkit.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A restic program that works on one repository, with a metadata cache of its own that is deleted
 * on close.
 *
 * <p>Safe for several threads: each run is a process of its own.
 */
public final class Restic implements AutoCloseable {
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final Program program;
  private final Path cache;

  /**
   * @param program restic's file, as from {@link Peer#program()}
   * @param repository as restic's {@code --repo} takes it
   * @param environment further variables, such as {@link S3Server#environment()}
   */
  public Restic(Path program, String repository, String password, Map<String, String> environment)
      throws IOException {
    this.cache = Files.createTempDirectory("holdfast-restic-cache-");
    this.program =
        Program.of(List.of(program.toString()))
            .with(
                Map.of(
                    "RESTIC_REPOSITORY",
                    repository,
                    "RESTIC_PASSWORD",
                    password,
                    "RESTIC_CACHE_DIR",
                    cache.toString(),
                    "RESTIC_PROGRESS_FPS",
                    "0.01"))
            .with(environment);
  }

  /** The same for a repository in a directory, which needs no further variables. */
  public Restic(Path program, Path repository, String password) throws IOException {
    this(program, repository.toString(), password, Map.of());
  }

  /** Runs restic with the arguments to its end, for at most ten minutes. */
  public Finished run(String... arguments) throws IOException {
    return command(arguments).run(LONGEST);
  }

  /** The command line as a value: to run elsewhere, for another time, to a file, or in parallel. */
  public Program command(String... arguments) {
    return program.with(arguments);
  }

  @Override
  public void close() throws IOException {
    Directories.delete(cache);
  }
}
