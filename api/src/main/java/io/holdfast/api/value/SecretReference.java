package io.holdfast.api.value;

import io.holdfast.schema.annotation.AsText;
import io.holdfast.schema.annotation.Doc;
import io.holdfast.schema.annotation.Pattern;
import java.nio.file.Path;

/** Where a secret is found: {@code env:NAME} or {@code file:PATH}. Never the secret. */
@Doc("Where a secret is found: env:NAME for an environment variable, file:PATH for a file.")
@AsText(expected = SecretReference.EXPECTED)
@Pattern(value = "env:[A-Za-z_][A-Za-z0-9_]*|file:.+", expected = SecretReference.EXPECTED)
public sealed interface SecretReference {
  /** For messages and schemas. */
  String EXPECTED = "env:NAME or file:PATH, so that no document holds a secret";

  /** An environment variable of the program that uses the secret. */
  record Variable(String name) implements SecretReference {
    public Variable {
      if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
        throw new IllegalArgumentException("names no environment variable");
      }
    }

    @Override
    public String toString() {
      return "env:" + name;
    }
  }

  /** A file that nobody but its owner may read. */
  record SecretFile(String path) implements SecretReference {
    public SecretFile {
      if (path.isBlank() || path.indexOf('\0') >= 0) {
        throw new IllegalArgumentException("names no file");
      }
    }

    @Override
    public String toString() {
      return "file:" + path;
    }
  }

  /**
   * Reads a reference.
   *
   * @throws IllegalArgumentException whose message does not hold the text: somebody may have put
   *     the secret itself there
   */
  static SecretReference parse(String text) {
    if (text.startsWith("env:")) {
      return new Variable(text.substring("env:".length()));
    }
    if (text.startsWith("file:")) {
      return new SecretFile(text.substring("file:".length()));
    }
    throw new IllegalArgumentException("does not say where the secret is found");
  }

  /** The same with its path seen from a directory. */
  default SecretReference from(Path directory) {
    return switch (this) {
      case Variable variable -> variable;
      case SecretFile(var path) -> new SecretFile(Places.from(directory, path));
    };
  }
}
