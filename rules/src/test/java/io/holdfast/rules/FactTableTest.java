package io.holdfast.rules;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class FactTableTest {
  private static final Map<String, Set<String>> MARKED =
      Map.of("SomeTest.shows_it", Set.of("F1"), "WholeTest", Set.of("F2"));

  @Test
  void every_fact_names_tests_that_carry_it_or_says_why_there_is_none() throws IOException {
    assertThat(FactTable.read(Checkout.ofThisProject()).faults()).isEmpty();
  }

  @Test
  void a_whole_table_has_no_fault() {
    assertThat(faults(1, "`SomeTest.shows_it`")).isEmpty();
    assertThat(faults(2, "`WholeTest`")).isEmpty();
    assertThat(faults(3, "none: about other programs")).isEmpty();
  }

  @Test
  void a_test_that_does_not_exist_is_a_fault() {
    assertThat(faults(1, "`SomeTest.was_renamed`"))
        .singleElement()
        .asString()
        .contains("F1 names SomeTest.was_renamed");
  }

  @Test
  void a_test_of_another_fact_is_a_fault() {
    assertThat(faults(7, "`SomeTest.shows_it`")).hasSize(1);
  }

  @Test
  void a_fact_without_test_and_reason_is_a_fault() {
    assertThat(faults(4, "later")).singleElement().asString().startsWith("F4 names no test");
  }

  @Test
  void a_missing_row_is_a_fault() {
    assertThat(new FactTable(table(1, "none: x").replace("| F5 |", "| x |"), MARKED).faults())
        .containsExactly("F5 has no row");
  }

  @Test
  void marks_are_found_before_other_annotations_and_classes() {
    var source =
        """
        @Fact("F1")
        @ParameterizedTest
        @ValueSource(ints = {1, 2})
        // why
        void shows_it(int number) {}

        @Test
        @Fact({"F2", "F3"})
        void shows_two() {}

        @Fact("F4")
        final class Inner {}
        """;

    assertThat(FactTable.marks("SomeTest", source))
        .containsOnly(
            Map.entry("SomeTest.shows_it", Set.of("F1")),
            Map.entry("SomeTest.shows_two", Set.of("F2", "F3")),
            Map.entry("SomeTest", Set.of("F4")));
  }

  private static List<String> faults(int fact, String shown) {
    return new FactTable(table(fact, shown), MARKED).faults();
  }

  /** All rows with a reason, but the one of {@code fact}. */
  private static String table(int fact, String shown) {
    return IntStream.rangeClosed(1, FactTable.FACTS)
        .mapToObj(number ->
            "| F%d | what | %s |".formatted(number, number == fact ? shown : "none: reason"))
        .collect(joining("\n"));
  }
}
