package io.holdfast.repository.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.testkit.fact.Fact;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class GoJsonWriterTest {
  @Test
  @Fact("F27")
  void escapes_what_go_escapes() {
    String text = "\"\\<>&\u2028\u2029\b\f\n\r\t\u0000\u001f\u007f/\u00e9\ud83d\ude00";

    String expected =
        "\"\\\"\\\\\\u003c\\u003e\\u0026\\u2028\\u2029\\b\\f\\n\\r\\t\\u0000\\u001f\u007f/\u00e9\ud83d\ude00\"";
    assertThat(written(new GoJsonWriter().text(text))).isEqualTo(expected);
    assertThat(written(new GoJsonWriter().text(text.getBytes(UTF_8)))).isEqualTo(expected);
  }

  @Test
  @Fact("F27")
  void what_is_no_utf8_becomes_an_escaped_replacement_for_each_byte() {
    byte[] bytes = "a?b?".getBytes(StandardCharsets.US_ASCII);
    bytes[1] = (byte) 0xff;
    bytes[3] = (byte) 0xc3;

    assertThat(written(new GoJsonWriter().text(bytes))).isEqualTo("\"a\\ufffdb\\ufffd\"");
    assertThat(written(new GoJsonWriter().text("a\ud800"))).isEqualTo("\"a\\ufffd\"");
  }

  @Test
  void numbers_have_all_their_digits() {
    GoJsonWriter out = new GoJsonWriter().beginArray();
    for (long number : new long[] {0, 1, -1, 10, 99, Long.MAX_VALUE, Long.MIN_VALUE}) {
      out.number(number);
    }
    out.unsigned(-1).unsigned(Long.MIN_VALUE).unsigned(7).endArray();

    assertThat(written(out))
        .isEqualTo(
            "[0,1,-1,10,99,9223372036854775807,-9223372036854775808,18446744073709551615,9223372036854775808,7]");
  }

  @Test
  void commas_and_colons_come_by_themselves() {
    GoJsonWriter out = new GoJsonWriter().beginObject();
    out.field("a").beginArray().endArray();
    out.field("b").beginObject().field("c").flag(true).field("d").absent().endObject();
    out.field("e").base64(new byte[] {1}).field("f").verbatim("[1]").endObject().newline();

    assertThat(written(out))
        .isEqualTo("{\"a\":[],\"b\":{\"c\":true,\"d\":null},\"e\":\"AQ==\",\"f\":[1]}\n");
  }

  @Test
  void grows_with_what_is_written() {
    GoJsonWriter out = new GoJsonWriter(1).beginArray();
    for (int i = 0; i < 10_000; i++) {
      out.hash(i, i, i, i);
    }

    assertThat(out.endArray().toBytes()).hasSize(10_000 * 67 + 1);
  }

  private static String written(GoJsonWriter out) {
    return new String(out.toBytes(), UTF_8);
  }
}
