package io.holdfast.host.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where programs are looked for: in the directories of the system property {@code
 * holdfast.programs}, for those that are not installed; on {@code PATH}; and where programs of the
 * administrator are, which the {@code PATH} of a service often lacks.
 */
final class ProgramPath {
  private static final String FURTHER = "holdfast.programs";
  private static final String ADMINISTRATOR = "/usr/local/sbin:/usr/sbin:/sbin";

  private ProgramPath() {}

  /** As a value of {@code PATH}. */
  static String text() {
    var path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin") + ":" + ADMINISTRATOR;
    var further = System.getProperty(FURTHER, "");
    return further.isEmpty() ? path : further + ":" + path;
  }

  static Optional<Path> find(String program) {
    if (program.contains("/")) {
      return Optional.of(Path.of(program)).filter(Files::isExecutable);
    }
    return Stream.of(text().split(":", -1))
        .filter(directory -> !directory.isEmpty())
        .map(directory -> Path.of(directory, program))
        .filter(file -> Files.isExecutable(file) && !Files.isDirectory(file))
        .findFirst();
  }
}
