package io.holdfast.testkit.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A program of someone else that {@code tools/peers} can fetch. */
public enum Peer {
  RESTIC("restic"),
  RESTIC_0_14("restic-0.14"),
  BORG("borg"),
  RUSTIC("rustic"),
  RCLONE("rclone"),
  PROMTOOL("promtool"),
  VERSITYGW("versitygw"),
  MINIO("minio"),
  MARIADB("mariadb"),
  REDIS("redis"),
  BTRFS("btrfs");

  private static final Duration LONGEST_FETCH = Duration.ofMinutes(40);

  private final String name;

  Peer(String name) {
    this.name = name;
  }

  /**
   * The program's file, fetched first when it is not there.
   *
   * <p>With {@code HOLDFAST_OFFLINE_PEERS=1} in the environment nothing is fetched.
   *
   * @throws IOException when the peer is not there and cannot, or must not, be fetched; the message
   *     is the one of {@code tools/peers}
   */
  public Path program() throws IOException {
    Path script = script();
    Finished get = ask(script, "get");
    if (get.exit() != 0) {
      throw new IOException("no %s to test with: %s".formatted(name, get.errors().strip()));
    }
    Finished path = ask(script, "path");
    if (path.exit() != 0) {
      throw new IOException("no %s to test with: %s".formatted(name, path.errors().strip()));
    }
    return Path.of(path.output().strip());
  }

  private Finished ask(Path script, String question) throws IOException {
    // The whole environment: fetching needs the machine's own proxies and registries.
    return new Program(
            List.of(script.toString(), question, name),
            System.getenv(),
            Path.of("").toAbsolutePath())
        .run(LONGEST_FETCH);
  }

  /** Tests run in their module's directory, so the script is in one of the directories above. */
  static Path script() throws IOException {
    Path start = Path.of("").toAbsolutePath();
    for (Path directory = start; directory != null; directory = directory.getParent()) {
      Path script = directory.resolve("tools/peers");
      if (Files.isExecutable(script)) {
        return script;
      }
    }
    throw new IOException(
        "looked for tools/peers in %s and every directory above it: run the tests from a checkout"
            .formatted(start));
  }
}
