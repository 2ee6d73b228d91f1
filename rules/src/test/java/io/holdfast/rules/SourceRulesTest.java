package io.holdfast.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules over source text find what they forbid. */
final class SourceRulesTest {
  @TempDir Path directory;

  @Test
  void a_file_longer_than_the_bound_is_named_with_its_length() throws IOException {
    var house = house("\n".repeat(600));

    assertThat(house.filesLongerThan(SourceRules.TOO_LONG_FILE))
        .singleElement()
        .asString()
        .startsWith("repository/src/")
        .contains("Sample.java: 60");
  }

  @Test
  void a_short_file_passes() throws IOException {
    assertThat(house("").filesLongerThan(SourceRules.LONG_FILE)).isEmpty();
  }

  @Test
  void a_catch_of_everything_without_a_reason_is_named() throws IOException {
    var house = house("void f() { try { g(); }\ncatch (Exception e) {\n}\n} void g() {}");

    assertThat(house.unexplainedWideCatches()).singleElement().asString().contains("Sample.java:2");
  }

  @Test
  void a_catch_of_everything_among_others_without_a_reason_is_named() throws IOException {
    var house =
        house(
            "void f() { try { g(); }\ncatch (java.io.IOException | RuntimeException e) {\n}\n}"
                + " void g() throws java.io.IOException {}");

    assertThat(house.unexplainedWideCatches()).singleElement().asString().contains("Sample.java:2");
  }

  @Test
  void a_catch_of_everything_with_a_reason_passes() throws IOException {
    var house =
        house("void f() { try { g(); }\n// plugin code\ncatch (Throwable e) {\n}\n} void g() {}");

    assertThat(house.unexplainedWideCatches()).isEmpty();
  }

  @Test
  void a_catch_around_a_method_handle_needs_no_other_reason() throws IOException {
    var house =
        house(
            """
            void f(java.lang.invoke.MethodHandle handle) {
              try {
                handle.invokeExact();
              } catch (Throwable e) {
              }
            }
            """);

    assertThat(house.unexplainedWideCatches()).isEmpty();
  }

  @Test
  void a_note_to_do_it_later_is_named() throws IOException {
    assertThat(house("// TODO: finish\n").unfinishedPlaces())
        .singleElement()
        .asString()
        .contains("Sample.java:1");
  }

  private SourceRules house(String body) throws IOException {
    return new SourceRules(
        new SmallHouse(directory)
            .with(
                "repository", "package io.holdfast.repository; class Sample { %s }".formatted(body))
            .compiled());
  }
}
