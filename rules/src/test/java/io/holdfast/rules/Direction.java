package io.holdfast.rules;

import java.util.List;
import java.util.Optional;

/**
 * What one module may depend on: other modules, and packages of libraries besides the JDK.
 *
 * <p>The table is docs/architecture.md's; a module without a row is refused.
 */
record Direction(String module, List<String> modules, List<String> libraries) {
  /** The modules with a {@code main}: they alone write to the standard streams. */
  static final List<String> PROGRAMS =
      List.of("cli", "server", "demo", "benchmarks", "harness", "testkit");

  private static final List<Direction> ALL =
      List.of(
          new Direction("retention", List.of(), List.of()),
          // What is forgotten of a bare repository, and what of an application: one set of rules.
          new Direction(
              "repository",
              List.of("retention"),
              List.of("com.fasterxml.jackson.core", "com.github.luben.zstd")),
          new Direction(
              "schema", List.of(), List.of("com.fasterxml.jackson.core", "org.snakeyaml.engine")),
          new Direction("api", List.of("schema"), List.of()),
          new Direction(
              "repository-s3",
              List.of("repository"),
              List.of("software.amazon.awssdk", "org.reactivestreams")),
          new Direction("protection", List.of("retention", "schema"), List.of()),
          new Direction(
              "vault", List.of("repository", "protection", "schema"), List.of("com.google.zxing")),
          // Of H2 the recovery mode alone, which JDBC does not offer.
          new Direction(
              "catalog",
              List.of("protection", "schema"),
              List.of("org.jdbi", "org.flywaydb", "com.zaxxer.hikari", "org.h2.mvstore")),
          new Direction("locations", List.of("repository", "repository-s3"), List.of()),
          // JDBC drivers are there at run time; no class knows one.
          new Direction(
              "host",
              List.of(
                  "vault",
                  "catalog",
                  "locations",
                  "api",
                  "protection",
                  "retention",
                  "schema",
                  "repository"),
              List.of()),
          new Direction(
              "testkit", List.of(), List.of("org.junit", "org.assertj", "org.opentest4j")),
          new Direction(
              "cli",
              List.of(
                  "repository",
                  "retention",
                  "locations",
                  "host",
                  "api",
                  "catalog",
                  "protection",
                  "schema",
                  "vault"),
              List.of("picocli", "com.fasterxml.jackson.core")),
          new Direction(
              "server",
              List.of(
                  "host",
                  "locations",
                  "api",
                  "catalog",
                  "protection",
                  "schema",
                  "repository",
                  "vault"),
              List.of("picocli", "io.quarkus", "io.vertx", "io.netty", "jakarta")),
          new Direction("benchmarks", List.of("repository"), List.of("org.openjdk.jmh")),
          // It calls the command by its command line, so it knows none of the modules.
          new Direction("demo", List.of(), List.of("io.zonky.test", "org.postgresql")));

  Direction {
    modules = List.copyOf(modules);
    libraries = List.copyOf(libraries);
  }

  static Optional<Direction> of(String module) {
    return ALL.stream().filter(row -> row.module.equals(module)).findFirst();
  }

  boolean allowsModule(String other) {
    return other.equals(module) || modules.contains(other);
  }

  boolean allowsLibrary(String packageName) {
    return packageName.isEmpty()
        || isBelow(packageName, "java")
        || isBelow(packageName, "javax")
        || isBelow(packageName, "org.jspecify.annotations")
        || libraries.stream().anyMatch(library -> isBelow(packageName, library));
  }

  private static boolean isBelow(String packageName, String parent) {
    return packageName.equals(parent) || packageName.startsWith(parent + ".");
  }
}
