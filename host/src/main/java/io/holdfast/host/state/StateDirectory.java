package io.holdfast.host.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.holdfast.protection.ledger.WriterKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A state directory that this process has for itself until it closes it. */
public final class StateDirectory implements AutoCloseable {
  private static final FileAttribute<Set<PosixFilePermission>> PRIVATE_DIRECTORY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  private static final FileAttribute<Set<PosixFilePermission>> PRIVATE_FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final Path directory;
  private final FileChannel channel;

  private StateDirectory(Path directory, FileChannel channel) {
    this.directory = directory;
    this.channel = channel;
  }

  /**
   * Takes a state directory; makes it when it is absent.
   *
   * @throws StateInUseException when another process has it
   */
  public static StateDirectory open(Path directory) throws IOException {
    Files.createDirectories(directory, PRIVATE_DIRECTORY);
    Path file = directory.resolve("lock");
    FileChannel channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
            PRIVATE_FILE);
    boolean taken = false;
    try {
      if (lock(channel) == null) {
        throw new StateInUseException(directory, Files.readString(file).strip());
      }
      channel.truncate(0);
      channel.write(
          ByteBuffer.wrap("%d\n".formatted(ProcessHandle.current().pid()).getBytes(UTF_8)));
      taken = true;
      return new StateDirectory(directory, channel);
    } finally {
      if (!taken) {
        channel.close();
      }
    }
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException ofThisProcess) {
      return null;
    }
  }

  public Path path() {
    return directory;
  }

  /** Where the embedded catalog lies. */
  public Path catalog() {
    return directory.resolve("catalog");
  }

  /** A directory for the files of a run; made when it is absent. */
  public Path run(String run) throws IOException {
    return Files.createDirectories(directory.resolve("runs").resolve(run), PRIVATE_DIRECTORY);
  }

  /** The runs that have files here. */
  public List<String> runs() throws IOException {
    try (var entries = Files.list(directory.resolve("runs"))) {
      return entries.map(entry -> String.valueOf(entry.getFileName())).sorted().toList();
    } catch (NoSuchFileException none) {
      return List.of();
    }
  }

  /** The key by which this machine signs the ledger; made at the first call ever. */
  public WriterKey writerKey() throws IOException {
    Path file = directory.resolve("writer.key");
    try {
      if (!Files.exists(file)) {
        store(file, KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
      }
      List<String> lines = Files.readAllLines(file);
      if (lines.size() < 2) {
        throw new IOException(
            "%s holds no key: remove it, and this machine writes the ledger under a new one"
                .formatted(file));
      }
      KeyFactory factory = KeyFactory.getInstance("Ed25519");
      return new WriterKey(
          new KeyPair(
              factory.generatePublic(new X509EncodedKeySpec(decoded(lines.get(1)))),
              factory.generatePrivate(new PKCS8EncodedKeySpec(decoded(lines.get(0))))));
    } catch (GeneralSecurityException | IllegalArgumentException malformed) {
      throw new IOException(
          "%s holds no key (%s): remove it, and this machine writes the ledger under a new one"
              .formatted(file, malformed.getMessage()),
          malformed);
    }
  }

  private static byte[] decoded(String text) {
    return Base64.getDecoder().decode(text);
  }

  /** All of it or nothing: a cut key would never sign again what it has signed. */
  private static void store(Path file, KeyPair pair) throws IOException {
    Base64.Encoder encoder = Base64.getEncoder();
    String text =
        "%s\n%s\n"
            .formatted(
                encoder.encodeToString(pair.getPrivate().getEncoded()),
                encoder.encodeToString(pair.getPublic().getEncoded()));
    Path beside = file.resolveSibling("writer.key.new");
    Files.deleteIfExists(beside);
    try (FileChannel out =
        FileChannel.open(
            beside,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PRIVATE_FILE)) {
      out.write(ByteBuffer.wrap(text.getBytes(UTF_8)));
      out.force(true);
    }
    Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
