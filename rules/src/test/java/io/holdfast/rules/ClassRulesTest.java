package io.holdfast.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every rule finds what it forbids, and lets pass what looks like it. */
final class ClassRulesTest {
  private static final String USED_BACKUP =
      "package io.holdfast.repository.backup; public class Backup {}";

  @TempDir Path directory;

  @Test
  void the_engine_may_not_know_a_program() throws IOException {
    var house =
        house()
            .with("cli", "package io.holdfast.cli; public class Wiring {}")
            .with(
                "repository",
                "package io.holdfast.repository; class Opener { io.holdfast.cli.Wiring wiring; }");

    assertThat(broken(house, ClassRules::modules_depend_only_as_the_table_says))
        .contains("io.holdfast.repository.Opener.wiring");
  }

  @Test
  void a_program_may_know_the_engine() throws IOException {
    var house =
        house()
            .with("repository", "package io.holdfast.repository; public class Opener {}")
            .with(
                "cli",
                "package io.holdfast.cli; class Wiring { io.holdfast.repository.Opener opener; }");

    assertThat(broken(house, ClassRules::modules_depend_only_as_the_table_says)).isEmpty();
  }

  @Test
  void the_engine_uses_no_library_that_its_row_does_not_name() throws IOException {
    var house =
        house()
            .with(
                "repository",
                "package io.holdfast.repository; class Odd { org.assertj.core.api.Assert<?, ?> a;"
                    + " }");

    assertThat(broken(house, ClassRules::modules_depend_only_as_the_table_says))
        .contains("org.assertj.core.api.Assert");
  }

  @Test
  void a_new_module_needs_a_row() throws IOException {
    var house = house().with("surprise", "package io.holdfast.surprise; class Box {}");

    assertThat(broken(house, ClassRules::modules_depend_only_as_the_table_says))
        .contains("module surprise has no row");
  }

  @Test
  void a_part_may_not_know_the_repository() throws IOException {
    var house =
        house()
            .with("repository", "package io.holdfast.repository; public class Repository {}")
            .with(
                "repository",
                """
                package io.holdfast.repository.index;
                class Index { io.holdfast.repository.Repository above; }
                """);

    assertThat(broken(house, ClassRules::the_engine_is_layered)).contains("Index.above");
  }

  @Test
  void the_repository_may_not_know_a_use_case() throws IOException {
    var house =
        house()
            .with("repository", USED_BACKUP)
            .with(
                "repository",
                """
                package io.holdfast.repository;
                class Repository { io.holdfast.repository.backup.Backup above; }
                """);

    assertThat(broken(house, ClassRules::the_engine_is_layered)).contains("Repository.above");
  }

  @Test
  void use_cases_do_not_know_each_other() throws IOException {
    var house =
        house()
            .with("repository", USED_BACKUP)
            .with(
                "repository",
                """
                package io.holdfast.repository.restore;
                class Restore { io.holdfast.repository.backup.Backup beside; }
                """);

    assertThat(broken(house, ClassRules::the_engine_is_layered)).contains("Restore.beside");
  }

  @Test
  void a_use_case_uses_repository_and_parts() throws IOException {
    var house =
        house()
            .with("repository", "package io.holdfast.repository; public class Repository {}")
            .with("repository", "package io.holdfast.repository.index; public class Index {}")
            .with(
                "repository",
                """
                package io.holdfast.repository.backup;
                class Backup {
                  io.holdfast.repository.Repository repository;
                  io.holdfast.repository.index.Index index;
                }
                """);

    assertThat(broken(house, ClassRules::the_engine_is_layered)).isEmpty();
  }

  @Test
  void packages_that_know_each_other_are_a_cycle() throws IOException {
    var house =
        house()
            .with(
                "repository",
                "package io.holdfast.repository.pack; public class Pack {"
                    + " io.holdfast.repository.tree.Tree t; }")
            .with(
                "repository",
                "package io.holdfast.repository.tree; public class Tree {"
                    + " io.holdfast.repository.pack.Pack p; }");

    assertThat(broken(house, ClassRules::packages_have_no_cycles)).contains("Cycle detected");
  }

  @Test
  void a_library_has_no_main() throws IOException {
    var source = "package io.holdfast.%s; class Tool { public static void main(String[] a) {} }";
    var house =
        house()
            .with("repository", source.formatted("repository"))
            .with("cli", source.formatted("cli"));

    assertThat(broken(house, ClassRules::only_programs_have_a_main))
        .contains("io.holdfast.repository.Tool")
        .doesNotContain("io.holdfast.cli.Tool");
  }

  @Test
  void a_library_does_not_print() throws IOException {
    var source = "package io.holdfast.%s; class Loud { void shout() { System.out.println(); } }";
    var house =
        house()
            .with("repository", source.formatted("repository"))
            .with("cli", source.formatted("cli"))
            .with(
                "repository",
                """
                package io.holdfast.repository.backup;
                class Trace { void print(Throwable failure) { failure.printStackTrace(); } }
                """);

    assertThat(broken(house, ClassRules::only_programs_print))
        .contains("io.holdfast.repository.Loud")
        .contains("io.holdfast.repository.backup.Trace")
        .doesNotContain("io.holdfast.cli.Loud");
  }

  @Test
  void a_framework_above_the_edge_is_refused() throws IOException {
    var house = house().with("server", "package io.vertx.core; public interface Vertx {}");
    for (var place : List.of("server.route", "server.edge", "server")) {
      house.with(
          "server",
          "package io.holdfast.%s; record Uses(io.vertx.core.Vertx vertx) {}".formatted(place));
    }

    assertThat(broken(house, ClassRules::only_the_edge_knows_a_framework))
        .contains("io.holdfast.server.route.Uses")
        .doesNotContain("io.holdfast.server.edge.Uses", "io.holdfast.server.Uses");
  }

  @Test
  void names_that_say_nothing_are_refused() throws IOException {
    var house = house().with("repository", "package io.holdfast.repository; class Datagram {}");
    for (var name :
        List.of(
            "PackManager",
            "TestHelper",
            "PathUtil",
            "PathUtils",
            "StoreImpl",
            "AbstractStore",
            "PackData",
            "BlobInfo")) {
      house.with("repository", "package io.holdfast.repository; class %s {}".formatted(name));
    }

    assertThat(broken(house, ClassRules::names_say_what_a_thing_is))
        .contains("PackManager", "TestHelper", "PathUtil", "PathUtils", "StoreImpl")
        .contains("AbstractStore", "PackData", "BlobInfo")
        .doesNotContain("Datagram");
  }

  @Test
  void getters_and_setters_are_refused_unless_foreign() throws IOException {
    var house =
        house()
            .with(
                "repository",
                """
                package io.holdfast.repository;
                class Bean extends Exception {
                  String getName() { return ""; }
                  void setName(String name) {}
                  @Override public String getMessage() { return ""; }
                  String getaway() { return ""; }
                }
                """);

    assertThat(broken(house, ClassRules::there_are_no_getters_and_setters))
        .contains("getName", "setName")
        .doesNotContain("getMessage", "getaway");
  }

  @Test
  void eight_constructor_parameters_are_too_many() throws IOException {
    var house =
        house()
            .with(
                "repository",
                "package io.holdfast.repository; record Wide(int a, int b, int c, int d, int e, int"
                    + " f, int g, int h) {}")
            .with(
                "repository",
                "package io.holdfast.repository; record Fair(int a, int b, int c, int d, int e, int"
                    + " f, int g) {}");

    assertThat(broken(house, ClassRules::constructors_take_few_parameters))
        .contains("Wide")
        .doesNotContain("Fair");
  }

  @Test
  void a_decision_asks_no_clock_no_randomness_and_no_file() throws IOException {
    var house =
        house()
            .with(
                "repository",
                """
                package io.holdfast.repository.prune;
                class PrunePlanner {
                  Object clock() { return java.time.Instant.now(); }
                  long millis() { return System.currentTimeMillis(); }
                  Object zone() { return java.time.Clock.systemUTC(); }
                  Object random() { return new java.util.Random(); }
                  Object secure() { return new java.security.SecureRandom(); }
                  boolean file(java.nio.file.Path path) { return java.nio.file.Files.exists(path); }
                }
                """);

    assertThat(broken(house, ClassRules::decisions_are_pure))
        .contains("Planner.clock()", "Planner.millis()", "Planner.zone()")
        .contains("Planner.random()", "Planner.secure()", "Planner.file(");
  }

  @Test
  void whatever_is_in_protection_decides() throws IOException {
    var house =
        house()
            .with(
                "protection",
                """
                package io.holdfast.protection.schedule;

                class Timetable {
                  java.time.Instant next() { return java.time.Instant.now(); }
                }
                """);

    assertThat(broken(house, ClassRules::decisions_are_pure)).contains("Timetable.next()");
  }

  @Test
  void a_decision_may_be_given_a_clock() throws IOException {
    var house =
        house()
            .with(
                "repository",
                """
                package io.holdfast.repository.prune;
                class PrunePlanner {
                  Object clock(java.time.InstantSource clock) { return clock.instant(); }
                }
                """);

    assertThat(broken(house, ClassRules::decisions_are_pure)).isEmpty();
  }

  @Test
  void a_package_without_the_null_mark_is_refused() throws IOException {
    var house =
        new SmallHouse(directory, false)
            .with("repository", "package io.holdfast.repository; class Lost {}");

    assertThat(broken(house, ClassRules::packages_are_null_marked)).contains("Lost");
  }

  @Test
  void a_module_without_classes_shows() throws IOException {
    var house = house().with("repository", "package io.holdfast.repository; class One {}");
    var checkout = house.compiled();

    assertThat(checkout.sizes()).containsEntry("repository", 2L);
    assertThat(new Checkout(checkout.root(), List.of("cli"), checkout.classes()).sizes())
        .containsEntry("cli", 0L);
  }

  private SmallHouse house() {
    return new SmallHouse(directory);
  }

  private static String broken(SmallHouse house, Function<ClassRules, ArchRule> rule)
      throws IOException {
    var checkout = house.compiled();
    var report = rule.apply(new ClassRules(checkout)).evaluate(checkout.classes());
    return report.hasViolation() ? report.getFailureReport().toString() : "";
  }
}
