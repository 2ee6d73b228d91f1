package io.holdfast.cli.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PrintableTest {
  @ParameterizedTest
  @ValueSource(
      ints = {
        0x0A, 0x1B, 0x85, 0x9B, 0xAD, 0x61C, 0x200B, 0x200D, 0x200E, 0x202A, 0x202E, 0x2028, 0x2029,
        0x2066, 0x2069, 0xFEFF, 0xE000, 0x378, 0xE0041
      })
  void what_does_not_show_is_escaped_where_it_stands(int character) {
    var escaped = Printable.line("no " + Character.toString(character) + "gpj.exe");

    assertThat(escaped).startsWith("no \\").endsWith("gpj.exe");
    assertThat(escaped.chars()).allMatch(shown -> shown >= ' ' && shown < 0x7F);
  }

  @Test
  void what_shows_stays_as_it_is() {
    var line = "orders/Überweisung \"März\" – 注文 🙂: it may not be read, C:\\x";

    assertThat(Printable.line(line)).isEqualTo(line);
  }

  @Test
  void nothing_that_a_console_says_obeys_what_it_is_about() {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var console = Console.of(InputStream.nullInputStream(), out, err, Screen.ofProcess(Map.of()));

    console.say("there is no volume \u202Ex\nholdfast: all is well");
    console.print("\u001B[2J");
    var table = new Table("Name");
    table.row("\u2066x");
    table.print(console, "");
    console.flush();

    assertThat(err.toString(UTF_8))
        .isEqualToNormalizingNewlines(
            "holdfast: there is no volume \\u202ex\\nholdfast: all is well\n");
    assertThat(out.toString(UTF_8)).contains("\\x1b[2J\n", "\\u2066x\n");
  }
}
