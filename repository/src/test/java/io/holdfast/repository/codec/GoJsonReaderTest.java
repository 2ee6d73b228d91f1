package io.holdfast.repository.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.repository.id.Sha256;
import java.util.Locale;
import org.junit.jupiter.api.Test;

final class GoJsonReaderTest {
  private static final String ID = "0123456789abcdef".repeat(4);

  @FunctionalInterface
  private interface Value {
    Object of(GoJsonReader reader) throws MalformedException;
  }

  /** The value of the one field of an object. */
  private static Object read(String value, Value kind) throws MalformedException {
    GoJsonReader reader = new GoJsonReader(("{\"f\":" + value + "}").getBytes(UTF_8), "thing");
    reader.enterObject();
    assertThat(reader.field()).isEqualTo("f");
    Object read = kind.of(reader);
    assertThat(reader.field()).isNull();
    reader.end();
    return read;
  }

  private static void refuses(String value, Value kind, String why) {
    assertThatThrownBy(() -> read(value, kind))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining("thing")
        .hasMessageContaining(why);
  }

  @Test
  void null_leaves_everything_at_its_zero_value() throws MalformedException {
    assertThat(read("null", GoJsonReader::text)).isEqualTo("");
    assertThat(read("null", GoJsonReader::bits64)).isEqualTo(0L);
    assertThat(read("null", GoJsonReader::signed)).isEqualTo(0L);
    assertThat(read("null", GoJsonReader::flag)).isEqualTo(false);
    assertThat(read("null", GoJsonReader::time)).isEqualTo(GoTime.ZERO);
    assertThat(read("null", GoJsonReader::quotedName)).isEqualTo(new byte[0]);
    assertThat(read("null", reader -> String.valueOf(reader.hashOrNull()))).isEqualTo("null");
    assertThat(read("null", GoJsonReader::enterArray)).isEqualTo(false);
    assertThat(read("null", reader -> reader.base64().length)).isEqualTo(0);
  }

  @Test
  void numbers_are_whole_and_fit() throws MalformedException {
    assertThat(read("18446744073709551615", GoJsonReader::bits64)).isEqualTo(-1L);
    assertThat(read("9223372036854775808", GoJsonReader::bits64)).isEqualTo(Long.MIN_VALUE);
    assertThat(read("-9223372036854775808", GoJsonReader::signed)).isEqualTo(Long.MIN_VALUE);
    assertThat(read("255", reader -> reader.unsigned(255))).isEqualTo(255L);
    refuses("256", reader -> reader.unsigned(255), "out of range: expected 0 to 255");
    refuses("18446744073709551616", GoJsonReader::bits64, "out of range");
    refuses("-1", GoJsonReader::bits64, "out of range");
    refuses("-99999999999999999999", GoJsonReader::bits64, "out of range");
    refuses("9223372036854775808", GoJsonReader::signed, "out of range");
    refuses("1.0", GoJsonReader::bits64, "a whole number");
    refuses("1e2", GoJsonReader::signed, "a whole number");
    refuses("\"1\"", GoJsonReader::bits64, "a whole number");
    refuses("1".repeat(26), GoJsonReader::bits64, "exceeds the maximum");
    refuses("01", GoJsonReader::bits64, "not JSON");
  }

  @Test
  void ids_have_64_lower_case_digits() throws MalformedException {
    assertThat(read('"' + ID + '"', GoJsonReader::hash)).isEqualTo(Sha256.parse(ID));
    for (String wrong :
        new String[] {ID.toUpperCase(Locale.ROOT), ID + "0", "g" + ID.substring(1)}) {
      refuses('"' + wrong + '"', GoJsonReader::hash, "64 digits");
    }
    refuses("null", GoJsonReader::hash, "expected an id");
  }

  @Test
  void a_lone_surrogate_is_read_as_go_reads_it() throws MalformedException {
    assertThat(read("\"a\\ud800b\\udc00\\ud83d\\ude00\"", GoJsonReader::text))
        .isEqualTo("a\ufffdb\ufffd\ud83d\ude00");
  }

  @Test
  void a_refusal_says_where_and_shows_nothing_that_a_terminal_obeys() {
    assertThatThrownBy(() ->
            read(
                "{\"a\":[1,\"\u001b[2J\"]}",
                reader -> {
                  reader.skip();
                  return "";
                }))
        .isInstanceOf(MalformedException.class)
        .extracting(refusal -> String.valueOf(refusal.getMessage()))
        .satisfies(message -> assertThat(message.chars()).allMatch(c -> c >= ' '));
    refuses("{\"a\":1}", GoJsonReader::text, "thing at '/f': expected a string");
  }

  @Test
  void only_an_object_in_utf8_is_taken() {
    for (String wrong : new String[] {"", "{", "[]", " {}", "\ufeff{}", "{\0}\0", "\0{\0}"}) {
      assertThatThrownBy(() -> new GoJsonReader(wrong.getBytes(UTF_8), "thing"))
          .as(wrong)
          .isInstanceOf(MalformedException.class)
          .hasMessage("thing does not begin as a JSON object");
    }
    refuses("\"\\u00\"", GoJsonReader::text, "not JSON");
    assertThatThrownBy(
            () -> {
              byte[] json = "{\"f\":\"?\"}".getBytes(UTF_8);
              json[6] = (byte) 0xff;
              GoJsonReader reader = new GoJsonReader(json, "thing");
              reader.enterObject();
              reader.field();
              reader.text();
            })
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining("thing is not JSON");
  }

  @Test
  void nesting_has_an_end() {
    refuses(
        "[".repeat(100_000),
        reader -> {
          reader.skip();
          return "";
        },
        "nesting depth");
  }

  @Test
  void nothing_may_follow_and_no_field_stand_twice() throws MalformedException {
    GoJsonReader reader = new GoJsonReader("{}{}".getBytes(UTF_8), "thing");
    reader.enterObject();
    assertThat(reader.field()).isNull();

    assertThatThrownBy(reader::end).hasMessageContaining("something follows the object");
    assertThat(reader.once(0, 5)).isEqualTo(1 << 5);
    assertThatThrownBy(() -> reader.once(1 << 5, 5)).hasMessageContaining("stands twice");
  }

  @Test
  void positions_frame_a_value_as_it_stands() throws MalformedException {
    byte[] json = "##{\"a\" : {\"b\":\"\u00e9\"} , \"c\":1}##".getBytes(UTF_8);
    GoJsonReader reader = new GoJsonReader(json, 2, json.length - 4, "thing");
    reader.enterObject();
    reader.field();
    int start = reader.position();
    reader.skip();

    assertThat(new String(json, start, reader.endPosition() - start, UTF_8))
        .isEqualTo("{\"b\":\"\u00e9\"}");
  }
}
