package io.holdfast.schema.bind;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NearestTest {
  private static final List<String> NAMES = List.of("path", "volumes", "policyRef", "keepLast");

  @ParameterizedTest
  @CsvSource({
    "pth, path", "Path, path", "patch, path", "voluems, volumes", "volume, volumes",
    "policyref, policyRef", "keep_last, keepLast", "policy,", "x,", "retention,"
  })
  void the_name_that_was_meant_is_found_when_it_is_near(String text, String name) {
    assertThat(Nearest.to(text, NAMES).orElse(null)).isEqualTo(name);
  }
}
