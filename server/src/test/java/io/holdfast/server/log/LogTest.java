package io.holdfast.server.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

final class LogTest {
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final Log log =
      new Log(
          new PrintStream(printed, true, UTF_8),
          LogFormat.TEXT,
          InstantSource.fixed(Instant.parse("2026-11-29T04:15:00Z")));

  @Test
  void what_came_from_outside_begins_no_line_and_steers_no_terminal() {
    log.warn("no token named 'a\n2026 all is well\u001B[2J\u202E\uE000'");

    assertThat(printed.toString(UTF_8))
        .isEqualToNormalizingNewlines(
            "2026-11-29T04:15:00Z warning: no token named 'a\uFFFD2026 all is"
                + " well\uFFFD[2J\uFFFD\uFFFD'\n");
  }

  @Test
  void nor_does_it_within_a_trace() {
    log.defect("broken", new IOException("\u001B[2J\u202Ex"));

    assertThat(printed.toString(UTF_8))
        .contains("    java.io.IOException: \uFFFD[2J\uFFFDx\n", "        at io.holdfast.")
        .doesNotContain("\u001B", "\u202E", "\t");
  }
}
