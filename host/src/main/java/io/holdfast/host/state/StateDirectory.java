package io.holdfast.host.state;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.holdfast.location.Environment;
import io.holdfast.protection.ledger.WriterKey;
import io.holdfast.schema.Json;
import io.holdfast.schema.bind.UnknownFields;
import io.holdfast.schema.document.Bounds;
import io.holdfast.schema.document.Reading;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A state directory that this process has for itself until it closes it, or ends.
 *
 * <p>The lock is the kernel's, so a process that was killed leaves none behind. Its file stays:
 * removing it would let two processes lock two files of one name.
 */
public final class StateDirectory implements Closeable {
  private static final FileAttribute<Set<PosixFilePermission>> PRIVATE_DIRECTORY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  private static final FileAttribute<Set<PosixFilePermission>> PRIVATE_FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  private static final int LONGEST_NUMBER = 20;
  private static final int LARGEST_ADDRESS = 4096;

  private final Path directory;
  private final FileChannel channel;

  private StateDirectory(Path directory, FileChannel channel) {
    this.directory = directory;
    this.channel = channel;
  }

  /**
   * Where a machine's state is when nobody says it; empty when there is no home either.
   *
   * <p>The XDG Base Directory Specification has relative paths ignored.
   */
  public static Optional<Path> place(Environment environment) {
    return environment
        .named("HOLDFAST_STATE")
        .map(Path::of)
        .or(() ->
            environment
                .named("XDG_STATE_HOME")
                .map(Path::of)
                .filter(Path::isAbsolute)
                .map(home -> home.resolve("holdfast")))
        .or(() ->
            environment.named("HOME").map(home -> Path.of(home, ".local", "state", "holdfast")));
  }

  /**
   * Whether somebody declared something in this state, or a server has it; also when that may not
   * be looked at: whoever opens it is told so.
   */
  public static boolean isUsed(Path directory) {
    return new BegunFile(directory).isThere() || !Files.notExists(addressIn(directory));
  }

  /**
   * Takes a state directory; makes it when it is absent.
   *
   * @throws StateInUseException when another process has it
   */
  public static StateDirectory open(Path directory) throws IOException {
    Files.createDirectories(directory, PRIVATE_DIRECTORY);
    refuseOpenDoors(directory);
    var channel =
        FileChannel.open(
            directory.resolve("lock"),
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
            PRIVATE_FILE);
    try {
      if (lock(channel) == null) {
        throw new StateInUseException(directory, holder(channel));
      }
      channel.truncate(0);
      channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(US_ASCII)), 0);
      var state = new StateDirectory(directory, channel);
      Files.deleteIfExists(state.address()); // of a server that was killed
      return state;
    } catch (IOException failure) {
      channel.close();
      throw failure;
    }
  }

  /** What others may write into, they may also put a token or a key into. */
  private static void refuseOpenDoors(Path directory) throws IOException {
    var permissions = PosixFilePermissions.toString(Files.getPosixFilePermissions(directory));
    if (permissions.charAt(4) == 'w' || permissions.charAt(7) == 'w') {
      throw new FileSystemException(
          directory.toString(),
          null,
          "others may write into the state directory (%s), and so give themselves a token; run 'chmod 700 %s'"
              .formatted(permissions, directory));
    }
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException ofThisProcess) {
      return null;
    }
  }

  private static String holder(FileChannel channel) throws IOException {
    var bytes = ByteBuffer.allocate(LONGEST_NUMBER);
    channel.read(bytes, 0);
    var number = new String(bytes.array(), 0, bytes.position(), US_ASCII).strip();
    return number.matches("[0-9]+") ? "process " + number : "a process that is just starting";
  }

  public Path path() {
    return directory;
  }

  /** Where the embedded catalog lies. */
  public Path catalog() {
    return directory.resolve("catalog");
  }

  /** What is kept of every token. */
  public Path tokens() {
    return directory.resolve("tokens.json");
  }

  /** The admin token of this machine's command line. */
  public Path token() {
    return tokenIn(directory);
  }

  /** The same of a directory that another process has. */
  public static Path tokenIn(Path directory) {
    return directory.resolve("token");
  }

  private Path address() {
    return addressIn(directory);
  }

  private static Path addressIn(Path directory) {
    return directory.resolve("server.json");
  }

  /** The server that has a state directory; empty when none says so. */
  public static Optional<Address> announced(Path directory) throws IOException {
    var place = addressIn(directory);
    return switch (PrivateFile.read(place, LARGEST_ADDRESS).orElse(null)) {
      case null -> Optional.empty();
      case byte[] json ->
          switch (Json.read(
              place.toString(), json, Address.class, UnknownFields.IGNORE, Bounds.DEFAULT)) {
            case Reading.Read<Address>(var address) -> Optional.of(address);
            case Reading.Refused<Address>(var mistakes) ->
                throw new IOException(
                    "%s, where the server says its address; start it again"
                        .formatted(mistakes.getFirst()));
          };
    };
  }

  /** Lets the command line find the server that this process is. */
  public void announce(Address address) throws IOException {
    PrivateFile.write(address(), Json.write(address));
  }

  /** A directory for the files of a run; made when it is absent. */
  public Path run(String run) throws IOException {
    return Files.createDirectories(ofRun(run), PRIVATE_DIRECTORY);
  }

  /** The same directory, which may be absent: whoever removes it must not need room to make it. */
  public Path ofRun(String run) {
    return directory.resolve("runs").resolve(run);
  }

  /** The file that keeps the runs of a hook apart; its directory is made when it is absent. */
  public Path hook(String name) throws IOException {
    return Files.createDirectories(directory.resolve("hooks"), PRIVATE_DIRECTORY)
        .resolve(name + ".lock");
  }

  /** The runs that have files here. */
  public List<String> runs() throws IOException {
    try (var entries = Files.list(directory.resolve("runs"))) {
      return entries.map(entry -> String.valueOf(entry.getFileName())).sorted().toList();
    } catch (NoSuchFileException none) {
      return List.of();
    }
  }

  /** What says which catalog is that of this state. */
  public BegunFile begun() {
    return new BegunFile(directory);
  }

  /** The key by which this machine signs the ledger; made at the first call ever. */
  public WriterKey writerKey() throws IOException {
    return new WriterKeyFile(directory.resolve("writer.key")).key();
  }

  /**
   * Gives this machine a new key, when another one writes with its own; the old one stays beside it
   * under its name, and signs nothing any more.
   */
  public WriterKey renewWriterKey() throws IOException {
    return new WriterKeyFile(directory.resolve("writer.key")).renew();
  }

  /** Gives the directory up; a server is found no more. */
  @Override
  public void close() throws IOException {
    try (channel) {
      Files.deleteIfExists(address());
    }
  }
}
