package io.holdfast.cli.backup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.cli.console.Console;
import io.holdfast.cli.console.Screen;
import io.holdfast.cli.console.StopException;
import io.holdfast.repository.file.BytePath;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import org.junit.jupiter.api.Test;

final class PathListsTest {
  @Test
  void takes_lists_that_there_is_memory_for() throws Exception {
    assertThat(lists("a\nb\n", 200).verbatim("-"))
        .containsExactly(BytePath.of("a"), BytePath.of("b"));

    assertThatThrownBy(() -> lists("a\nb\nc\nd\n", 200).verbatim("-"))
        .isInstanceOf(StopException.class)
        .hasMessageContaining("takes more than");
  }

  private static PathLists lists(String input, long largest) {
    return new PathLists(
        Console.of(
            new ByteArrayInputStream(input.getBytes(UTF_8)),
            new ByteArrayOutputStream(),
            new ByteArrayOutputStream(),
            Screen.NONE),
        largest);
  }
}
