package io.holdfast.host.volume;

import io.holdfast.host.process.Command;
import io.holdfast.host.process.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Volume snapshots by a plug-in command: LVM, ZFS, a storage array.
 *
 * <p>The protocol (docs/how-to/snapshot-command.md):
 *
 * <ul>
 *   <li>{@code COMMAND create NAME DIRECTORY…} freezes all directories in one moment, mounts the
 *       copies, and prints for each, in the order asked, a line {@code path PATH}; it may print a
 *       line {@code moment 2026-01-31T12:00:00Z}. It fails when it cannot freeze them in one
 *       moment.
 *   <li>{@code COMMAND delete NAME} removes it; exit 0 also when there is none.
 *   <li>{@code COMMAND list} prints the names of all snapshots that it made, one a line.
 * </ul>
 *
 * <p>Exit 0 means done; what it prints to standard error is shown to the user. A command that is
 * not done in time is ended, with what it started; after a {@code create} that did not succeed a
 * {@code delete} follows, so {@code delete} must cope with half a snapshot.
 */
public final class CommandSnapshots implements Snapshots {
  private static final String PATH = "path ";
  private static final String MOMENT = "moment ";

  private final Command command;
  private final InstantSource clock;

  /**
   * @param command the plug-in; the verb and its arguments are appended
   */
  public CommandSnapshots(Command command, InstantSource clock) {
    this.command = command;
    this.clock = clock;
  }

  @Override
  public VolumeSnapshot take(SnapshotName name, List<Path> directories, Duration limit)
      throws IOException {
    var arguments =
        Stream.concat(
                Stream.of("create", name.toString()), directories.stream().map(Path::toString))
            .toArray(String[]::new);
    var from = clock.instant();
    try {
      var ended = run(limit, arguments);
      return read(name, directories, ended.output(), from, clock.instant());
    } catch (IOException failure) {
      try {
        delete(name, limit);
      } catch (IOException further) {
        failure.addSuppressed(further);
      }
      throw failure;
    }
  }

  private VolumeSnapshot read(
      SnapshotName name, List<Path> directories, String output, Instant from, Instant to)
      throws IOException {
    var paths = new ArrayList<Path>();
    var moment = Optional.<Instant>empty();
    for (var line : output.lines().toList()) {
      if (line.startsWith(PATH)) {
        paths.add(Path.of(line.substring(PATH.length())));
      } else if (line.startsWith(MOMENT)) {
        moment = Optional.of(moment(line.substring(MOMENT.length())));
      } else {
        throw wrong(
            "printed '%s': expected lines that begin with 'path ' or 'moment '".formatted(line));
      }
    }
    if (paths.size() != directories.size()) {
      throw wrong("named %d paths for %d directories".formatted(paths.size(), directories.size()));
    }
    var copies = new HashMap<Path, Path>();
    for (int i = 0; i < paths.size(); i++) {
      copies.put(directories.get(i), copyOf(directories.get(i), paths.get(i)));
    }
    // The command's clock is this machine's; a moment outside of its own run is a mistake of it.
    var frozen = moment.filter(at -> !at.isBefore(from.minusSeconds(1)) && !at.isAfter(to));
    if (moment.isPresent() && frozen.isEmpty()) {
      throw wrong(
          "says it froze at %s, but it ran from %s to %s".formatted(moment.get(), from, to));
    }
    return new VolumeSnapshot(name, copies, frozen.orElse(from), frozen.orElse(to));
  }

  private Instant moment(String text) throws IOException {
    try {
      return Instant.parse(text.strip());
    } catch (DateTimeParseException _) {
      throw wrong(
          "printed the moment '%s': expected a time such as 2026-01-31T12:00:00Z".formatted(text));
    }
  }

  /** A command that names the live directory would make a torn copy that counts as a cut. */
  private Path copyOf(Path directory, Path path) throws IOException {
    if (!path.isAbsolute() || !Files.isDirectory(path)) {
      throw wrong(
          "named '%s' as the copy of '%s': expected an absolute directory"
              .formatted(path, directory));
    }
    if (Files.isSameFile(directory, path)) {
      throw wrong("named '%s' itself as its frozen copy".formatted(directory));
    }
    return path;
  }

  private IOException wrong(String problem) {
    return new IOException("the snapshot command '%s' %s".formatted(command, problem));
  }

  @Override
  public void delete(SnapshotName name, Duration limit) throws IOException {
    run(limit, "delete", name.toString());
  }

  @Override
  public List<SnapshotName> leftovers(Duration limit) throws IOException {
    return run(limit, "list")
        .output()
        .lines()
        .map(String::strip)
        .map(SnapshotName::parse)
        .flatMap(Optional::stream)
        .toList();
  }

  private Ended run(Duration limit, String... arguments) throws IOException {
    var ended = command.with(arguments).run(limit);
    if (ended.exit() != 0) {
      throw wrong(
          "failed at '%s' (exit %d): %s"
              .formatted(String.join(" ", arguments), ended.exit(), ended.words()));
    }
    return ended;
  }
}
