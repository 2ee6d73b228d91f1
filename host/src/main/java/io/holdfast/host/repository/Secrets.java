package io.holdfast.host.repository;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.holdfast.api.repository.PasswordSource;
import io.holdfast.api.value.SecretReference;
import io.holdfast.host.process.Command;
import io.holdfast.location.Environment;
import io.holdfast.repository.crypto.Password;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Finds the secrets that kinds refer to. */
final class Secrets {
  private static final int LARGEST = 1 << 16;
  private static final Duration LONGEST = Duration.ofMinutes(1);

  private final Environment environment;

  Secrets(Environment environment) {
    this.environment = environment;
  }

  /** The password of a repository; the caller closes it. */
  Password password(String repository, PasswordSource source) throws IOException {
    return Password.of(passwordText(repository, source).getBytes(UTF_8));
  }

  /** The same as text, for what is written out for people. */
  String passwordText(String repository, PasswordSource source) throws IOException {
    String text;
    String place;
    if (source.file() != null) {
      place = "the file " + source.file();
      text = file("the password of repository " + repository, Path.of(source.file()));
    } else if (source.environment() != null) {
      place = "the variable " + source.environment();
      text = variable("the password of repository " + repository, source.environment());
    } else {
      place = "the command " + source.command().getFirst();
      text = printed("the password of repository " + repository, source.command());
    }
    String password = text.strip();
    if (password.isEmpty()) {
      throw new IOException(
          "%s holds no password for repository %s: put it there".formatted(place, repository));
    }
    return password;
  }

  /** What a reference stands for. */
  String secret(String what, SecretReference reference) throws IOException {
    return switch (reference) {
      case SecretReference.Variable(String name) -> variable(what, name).strip();
      case SecretReference.SecretFile(String path) -> file(what, Path.of(path)).strip();
    };
  }

  private String variable(String what, String name) throws IOException {
    return environment
        .named(name)
        .orElseThrow(() ->
            new IOException(
                "%s is to be in the variable %s, which is not set: export it, or name a file"
                    .formatted(what, name)));
  }

  private static String file(String what, Path path) throws IOException {
    try {
      if (Files.size(path) > LARGEST) {
        throw new IOException("%s is to be in %s, which is too large".formatted(what, path));
      }
      return Files.readString(path);
    } catch (NoSuchFileException absent) {
      throw new IOException("%s is to be in %s, which is not there".formatted(what, path), absent);
    }
  }

  private static String printed(String what, List<String> command) throws IOException {
    var ended = Command.of(command.toArray(String[]::new)).run(LONGEST);
    if (ended.exit() != 0) {
      throw new IOException(
          "%s is to be printed by %s, which ended with exit code %d"
              .formatted(what, command.getFirst(), ended.exit()));
    }
    return ended.output();
  }
}
