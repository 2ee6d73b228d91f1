package io.holdfast.api.repository;

import io.holdfast.api.value.Places;
import io.holdfast.schema.annotation.Doc;
import io.holdfast.schema.annotation.Pattern;
import io.holdfast.schema.annotation.Rule;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a repository's password is found; exactly one place. */
@Doc("Where the password is found; exactly one of the three.")
@Rule(
    value =
        "(has(self.file) ? 1 : 0) + (has(self.environment) ? 1 : 0) + (has(self.command) ? 1 : 0)"
            + " == 1",
    message = "exactly one of file, environment and command")
public record PasswordSource(
    @Doc("A file that holds it on its first line; only its owner may read it.")
        @Nullable String file,
    @Doc("An environment variable.")
        @Pattern(value = "[A-Za-z_][A-Za-z0-9_]*", expected = "the name of an environment variable")
        @Nullable String environment,
    @Doc("A program with its arguments that prints it.") List<String> command) {
  public PasswordSource {
    command = List.copyOf(command);
    Places.require("file", file);
    var places =
        (file == null ? 0 : 1) + (environment == null ? 0 : 1) + (command.isEmpty() ? 0 : 1);
    if (places != 1) {
      throw new IllegalArgumentException(
          "names %d places for the password: expected exactly one of file, environment and command"
              .formatted(places));
    }
  }

  PasswordSource from(Path directory) {
    return new PasswordSource(Places.fromOrNull(directory, file), environment, command);
  }
}
