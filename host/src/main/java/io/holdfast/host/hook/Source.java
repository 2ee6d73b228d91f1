package io.holdfast.host.hook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;

/** Where a connection with its password is written: never in a kind itself. */
public sealed interface Source {
  int MOST_BYTES = 8192;

  /** {@code env:NAME}. */
  record Variable(String name) implements Source {
    @Override
    public String toString() {
      return "env:" + name;
    }
  }

  /** {@code file:PATH}; nobody but its owner may read it. */
  record SecretFile(Path path) implements Source {
    @Override
    public String toString() {
      return "file:" + path;
    }
  }

  /** Reads {@code env:NAME} or {@code file:PATH}. */
  static Source parse(String text) {
    // The text is not shown: someone may have put the connection itself here.
    if (text.startsWith("env:") && text.length() > 4) {
      return new Variable(text.substring(4));
    }
    if (text.startsWith("file:/")) {
      return new SecretFile(Path.of(text.substring(5)));
    }
    throw new IllegalArgumentException(
        "a hook's connection is named by env:NAME or file:/PATH, so that no kind holds a password");
  }

  /**
   * The connection.
   *
   * @throws IOException when it is not there, or others can read it
   */
  default Endpoint read() throws IOException {
    var text =
        switch (this) {
          case Variable(var name) -> variable(name);
          case SecretFile(var path) -> contents(path);
        };
    return Endpoint.parse(text.strip(), toString());
  }

  private static String variable(String name) throws IOException {
    var value = System.getenv(name);
    if (value == null || value.isBlank()) {
      throw new IOException(
          "the connection is to be in the variable %s, which is not set where this runs: in the environment of 'holdfast server' when one runs, else of this command"
              .formatted(name));
    }
    return value;
  }

  private static String contents(Path path) throws IOException {
    var attributes =
        Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (!attributes.isRegularFile() || attributes.size() > MOST_BYTES) {
      throw new IOException(
          "the connection is to be in '%s': expected a plain file of at most %d bytes"
              .formatted(path, MOST_BYTES));
    }
    var open = EnumSet.copyOf(attributes.permissions());
    open.removeAll(
        EnumSet.of(
            PosixFilePermission.OWNER_READ,
            PosixFilePermission.OWNER_WRITE,
            PosixFilePermission.OWNER_EXECUTE));
    if (!open.isEmpty()) {
      throw new IOException(
          "the connection in '%s' can be read or changed by others than its owner: run 'chmod 600 %s'"
              .formatted(path, path));
    }
    return Files.readString(path);
  }
}
