package io.holdfast.rules;

import static java.util.stream.Collectors.toMap;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A directory with a root {@code pom.xml} and the modules it names, already compiled. */
record Checkout(Path root, List<String> modules, JavaClasses classes) {
  private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");

  /** What JMH writes; nobody reads it. */
  private static final String GENERATED = "/jmh_generated/";

  private static @Nullable Checkout thisProject;

  Checkout {
    modules = List.copyOf(modules);
  }

  /** This project, read once for all tests of the rules. */
  static Checkout ofThisProject() throws IOException {
    var read = thisProject;
    if (read == null) {
      read = read(Path.of("..").toRealPath());
      thisProject = read;
    }
    return read;
  }

  /** Reads what the modules compiled to; the module of the rules themselves has nothing to read. */
  static Checkout read(Path root) throws IOException {
    var modules =
        MODULE
            .matcher(Files.readString(root.resolve("pom.xml")))
            .results()
            .map((MatchResult result) -> result.group(1))
            .filter(module -> !module.equals("rules"))
            .toList();
    var directories = modules.stream().map(module -> classDirectory(root, module)).toList();
    var classes =
        new ClassFileImporter()
            .withImportOption(location -> !location.contains(GENERATED))
            .importPaths(directories);
    return new Checkout(root, modules, classes);
  }

  static Path classDirectory(Path root, String module) {
    return root.resolve(module).resolve("target/classes");
  }

  /** The module that a class was compiled in; nothing for classes of libraries and the JDK. */
  Optional<String> moduleOf(JavaClass type) {
    return type.getSource()
        .map(source -> source.getUri().getPath())
        .flatMap(path ->
            modules.stream()
                .filter(module -> path.startsWith(classDirectory(root, module) + "/"))
                .findFirst());
  }

  /** How many classes each module has. */
  Map<String, Long> sizes() {
    return modules.stream()
        .collect(
            toMap(
                Function.identity(),
                module ->
                    classes.stream()
                        .filter(type -> moduleOf(type).filter(module::equals).isPresent())
                        .count()));
  }

  /** Every Java source of every module, tests included. */
  List<Path> sources() throws IOException {
    return modules.stream()
        .map(module -> root.resolve(module).resolve("src"))
        .filter(Files::isDirectory)
        .flatMap(Checkout::sourcesBelow)
        .sorted()
        .toList();
  }

  private static Stream<Path> sourcesBelow(Path directory) {
    try (var paths = Files.walk(directory)) {
      return paths.filter(path -> path.toString().endsWith(".java")).toList().stream();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
