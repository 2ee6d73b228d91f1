package io.holdfast.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds every rule against this project. */
final class HouseTest {
  @SuppressWarnings("NullAway.Init") // set before any test runs
  private static Checkout house;

  @BeforeAll
  static void read() throws IOException {
    house = Checkout.ofThisProject();
  }

  @Test
  void every_module_was_read() {
    assertThat(house.sizes()).isNotEmpty().allSatisfy((_, size) -> assertThat(size).isPositive());
  }

  @Test
  void modules_depend_only_as_the_table_says() {
    holds(rules().modules_depend_only_as_the_table_says());
  }

  @Test
  void the_engine_is_layered() {
    holds(rules().the_engine_is_layered());
  }

  @Test
  void only_the_edge_knows_a_framework() {
    holds(rules().only_the_edge_knows_a_framework());
  }

  @Test
  void packages_have_no_cycles() {
    holds(rules().packages_have_no_cycles());
  }

  @Test
  void only_programs_have_a_main() {
    holds(rules().only_programs_have_a_main());
  }

  @Test
  void only_programs_print() {
    holds(rules().only_programs_print());
  }

  @Test
  void names_say_what_a_thing_is() {
    holds(rules().names_say_what_a_thing_is());
  }

  @Test
  void there_are_no_getters_and_setters() {
    holds(rules().there_are_no_getters_and_setters());
  }

  @Test
  void constructors_take_few_parameters() {
    holds(rules().constructors_take_few_parameters());
  }

  @Test
  void decisions_are_pure() {
    holds(rules().decisions_are_pure());
  }

  @Test
  void packages_are_null_marked() {
    holds(rules().packages_are_null_marked());
  }

  @Test
  void no_file_is_too_long() throws IOException {
    var sources = new SourceRules(house);

    var warnings = sources.filesLongerThan(SourceRules.LONG_FILE);

    Files.write(Path.of("target", "long-files.txt"), warnings);
    assertThat(sources.filesLongerThan(SourceRules.TOO_LONG_FILE)).isEmpty();
  }

  @Test
  void a_catch_of_everything_says_why() throws IOException {
    assertThat(new SourceRules(house).unexplainedWideCatches()).isEmpty();
  }

  @Test
  void nothing_is_left_for_later() throws IOException {
    assertThat(new SourceRules(house).unfinishedPlaces()).isEmpty();
  }

  private static ClassRules rules() {
    return new ClassRules(house);
  }

  private static void holds(ArchRule rule) {
    rule.check(house.classes());
  }
}
