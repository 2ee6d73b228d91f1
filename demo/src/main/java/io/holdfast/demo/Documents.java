package io.holdfast.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.time.Instant;
import java.util.Random;

/**
 * The shop's files: of every kind that a user can make, with names and times that tools get wrong.
 */
final class Documents {
  private static final int IMAGES = 2_000;
  private static final long LARGE = 64L << 20;

  /** What the shell makes: the JDK has no pipes, and its strings no names that are not UTF-8. */
  private static final String ODD_ONES =
      """
      mkfifo odd/pipe
      : >"odd/$(printf 'not utf-8 \\377\\376')"
      : >"odd/$(printf 'line\\nbreak')"
      ln odd/quoted odd/second-name
      """;

  private final Path root;
  private final Random random = new Random(7);

  Documents(Path root) {
    this.root = root;
  }

  void create() throws IOException, InterruptedException {
    Files.createDirectories(root.resolve("odd/empty-directory"));
    for (int i = 0; i < IMAGES; i++) {
      write(
          "images/%02d/product-%04d.jpg".formatted(i % 40, i),
          bytes((int) Math.pow(2, 8 + random.nextDouble(7))));
    }
    large(root.resolve("video.mp4"));
    sparse(root.resolve("disk.img"));
    write("odd/empty", new byte[0]);
    write("odd/quoted", "\"quoted\" & <marked>".getBytes(UTF_8));
    write("odd/ümläut 日本語 🦉", bytes(3_000));
    write("odd/" + "n".repeat(250), bytes(10));
    write("odd/secret", bytes(100));
    write("odd/program", bytes(100));
    Files.createSymbolicLink(root.resolve("odd/link"), Path.of("../images"));
    Files.createSymbolicLink(root.resolve("odd/dangling"), Path.of("nowhere/at all"));
    shell(ODD_ONES);
    mode("odd/secret", "---------");
    mode("odd/program", "rwxr-x--x");
    mode("odd/empty-directory", "r-x------");
    attribute(root.resolve("odd/quoted"));
    touch();
  }

  private void write(String name, byte[] content) throws IOException {
    var file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, content);
  }

  private byte[] bytes(int length) {
    var bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private void large(Path file) throws IOException {
    try (var output = Files.newOutputStream(file)) {
      for (long done = 0; done < LARGE; done += 1 << 20) {
        output.write(bytes(1 << 20));
      }
    }
  }

  private static void sparse(Path file) throws IOException {
    try (var image = new RandomAccessFile(file.toFile(), "rw")) {
      image.setLength(LARGE);
      image.seek(LARGE / 2 + 4_711);
      image.write("one block in the middle".getBytes(UTF_8));
    }
  }

  private void mode(String name, String mode) throws IOException {
    Files.setPosixFilePermissions(root.resolve(name), PosixFilePermissions.fromString(mode));
  }

  /** Not every file system has them. */
  private static void attribute(Path file) throws IOException {
    if (Files.getFileStore(file).supportsFileAttributeView(UserDefinedFileAttributeView.class)) {
      Files.getFileAttributeView(file, UserDefinedFileAttributeView.class)
          .write("note", ByteBuffer.wrap("kept by hand".getBytes(UTF_8)));
    }
  }

  /** Gives everything a time of its own, to the nanosecond; directories last. */
  private void touch() throws IOException {
    var time = Instant.parse("2001-09-09T01:46:40.123456789Z");
    try (var paths = Files.walk(root)) {
      for (var path : paths.sorted().toList().reversed()) {
        if (Files.isRegularFile(path) || Files.isDirectory(path)) {
          time = time.plusSeconds(86_399).plusNanos(1_000_003);
          Files.setLastModifiedTime(path, FileTime.from(time));
        }
      }
    }
  }

  private void shell(String script) throws IOException, InterruptedException {
    var process =
        new ProcessBuilder("sh", "-ec", script).directory(root.toFile()).inheritIO().start();
    if (process.waitFor() != 0) {
      throw new IOException("the shell could not make the odd files in %s".formatted(root));
    }
  }

  /** What an accident, or a person in a hurry, does. */
  void damage() throws IOException {
    Files.delete(root.resolve("odd/second-name"));
    Files.delete(root.resolve("odd/link"));
    Files.walkFileTree(root.resolve("images/07"), new Deletion());
    flip(root.resolve("video.mp4"), LARGE / 3);
    write("images/08/product-0008.jpg", bytes(1_234));
    mode("odd/program", "rwxrwxrwx");
    var kept = root.resolve("images/09/product-0009.jpg");
    Files.setLastModifiedTime(kept, FileTime.from(Instant.EPOCH));
    Files.write(root.resolve("README-TO-DECRYPT.txt"), "pay".getBytes(UTF_8));
  }

  /** Changes one bit of a file, and leaves its times as they are. */
  static void flip(Path file, long position) throws IOException {
    var time = Files.getLastModifiedTime(file);
    try (var bytes = new RandomAccessFile(file.toFile(), "rw")) {
      bytes.seek(position);
      int value = bytes.read();
      bytes.seek(position);
      bytes.write(value ^ 1);
    }
    Files.setLastModifiedTime(file, time);
  }
}
