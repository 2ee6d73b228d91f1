package io.holdfast.cli.access;

import io.holdfast.cli.console.StopException;
import io.holdfast.cli.option.PasswordOptions;
import io.holdfast.cli.option.RepositoryOptions;
import io.holdfast.location.Environment;
import io.holdfast.location.Location;
import io.holdfast.location.UnusableSettingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A repository that is to be opened.
 *
 * @param prefix of the variables that concern it
 * @param prompt asks a person for its password
 */
public record Target(
    Location location,
    PasswordOptions password,
    Optional<String> keyHint,
    String prefix,
    String prompt) {
  private static final int LARGEST = 1 << 16;

  /** The repository of the global options. */
  static Target of(RepositoryOptions options, Environment environment) throws IOException {
    return new Target(
        location(options.location(), options.locationFile(), "", environment),
        options.password(),
        Optional.ofNullable(options.keyHint()).or(() -> environment.own("KEY_HINT")),
        "",
        "password of the repository");
  }

  /** Whether an option or a variable names a repository at all. */
  static boolean isNamed(RepositoryOptions options, Environment environment) {
    return options.location() != null
        || options.locationFile() != null
        || environment.own("REPOSITORY").isPresent()
        || environment.own("REPOSITORY_FILE").isPresent();
  }

  /** The repository that another one is made after. */
  public static Target from(
      @Nullable String location,
      @Nullable Path file,
      PasswordOptions password,
      Optional<String> keyHint,
      Environment environment)
      throws IOException {
    return new Target(
        location(location, file, "FROM_", environment),
        password,
        keyHint.or(() -> environment.own("FROM_KEY_HINT")),
        "FROM_",
        "password of the repository to copy from");
  }

  private static Location location(
      @Nullable String option, @Nullable Path file, String prefix, Environment environment)
      throws IOException {
    if (option != null && file != null) {
      throw StopException.usage("the repository is given twice: as a location and by a file");
    }
    if (option != null) {
      return parsed(option);
    }
    if (file != null) {
      return parsed(firstLine(file));
    }
    var variable = environment.own(prefix + "REPOSITORY");
    if (variable.isPresent()) {
      return parsed(variable.get());
    }
    var fileVariable = environment.own(prefix + "REPOSITORY_FILE");
    if (fileVariable.isPresent()) {
      return parsed(firstLine(Path.of(fileVariable.get())));
    }
    throw StopException.usage(
        prefix.isEmpty()
            ? "no repository is named: use -r, --repository-file or HOLDFAST_REPOSITORY"
            : "no repository to copy from is named: use --from-repo");
  }

  private static Location parsed(String text) throws StopException {
    try {
      return Location.parse(text);
    } catch (UnusableSettingException unusable) {
      throw StopException.usage(unusable);
    }
  }

  private static String firstLine(Path file) throws IOException {
    try {
      if (Files.size(file) > LARGEST) {
        throw StopException.usage("%s is too large for a repository file".formatted(file));
      }
      return Files.readString(file).strip();
    } catch (NoSuchFileException absent) {
      throw StopException.usage("the repository file %s does not exist".formatted(file));
    }
  }
}
