package io.holdfast.repository.file;

import static io.holdfast.repository.file.Names.name;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.testkit.property.Property;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BytePathTest {
  // Expected values: Go's filepath.Clean.
  @ParameterizedTest
  @CsvSource({
    "/, /",
    "//, /",
    "/a//b/, /a/b",
    "/a/./b, /a/b",
    "/a/../b, /b",
    "/.., /",
    "/../../a, /a",
    "., .",
    "a/.., .",
    "./a, a",
    "../a, ../a",
    "a/../../b, ../b",
    "../../a/.., ../..",
    "abc/def/../../.., .."
  })
  void normalizes_as_go_cleans(String path, String expected) {
    assertThat(BytePath.of(path).normalized()).isEqualTo(BytePath.of(expected));
  }

  @ParameterizedTest
  @CsvSource({"/, /, ''", "/a, /, a", "/a/b, /a, b", "a, ., a", "a/b/, a, b"})
  void splits_into_parent_and_name(String path, String parent, String last) {
    BytePath split = BytePath.of(path);

    assertThat(split.parent()).isEqualTo(BytePath.of(parent));
    assertThat(split.name()).isEqualTo(name(last));
  }

  @Test
  void resolves_a_name_with_one_slash_between() {
    assertThat(BytePath.of("/").resolve(name("a"))).isEqualTo(BytePath.of("/a"));
    assertThat(BytePath.of("/a").resolve(name("b"))).isEqualTo(BytePath.of("/a/b"));
    assertThat(BytePath.of("/a").resolve(BytePath.of("b"))).isEqualTo(BytePath.of("/a/b"));
    assertThat(BytePath.of("/a").resolve(BytePath.of("/b"))).isEqualTo(BytePath.of("/b"));
  }

  @Test
  void text_becomes_utf8() {
    assertThat(BytePath.of("ü😀").bytes()).isEqualTo(name("\u00c3\u00bc\u00f0\u009f\u0098\u0080"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a\0b", "half\ud800"})
  void refuses_what_no_path_can_be(String text) {
    assertThatThrownBy(() -> BytePath.of(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void orders_by_unsigned_bytes_and_not_by_characters() {
    // U+FFFD sorts behind U+1F600 as UTF-16, before it as UTF-8.
    List<BytePath> ordered =
        List.of(
            BytePath.of("a"),
            BytePath.of("\ufffd"),
            BytePath.of("😀"),
            BytePath.of(name("\u00ff")));

    assertThat(ordered).isSorted();
  }

  @Test
  void prints_what_is_not_text_as_escapes() {
    BytePath path = BytePath.of(name("/q\"b\\s\n\t\r\u0001\u007f\u00ff\u00c3\u00bc"));

    assertThat(path).hasToString("/q\\\"b\\\\s\\n\\t\\r\\x01\\x7f\\xffü");
  }

  @Test
  void prints_characters_that_turn_the_writing_as_escapes() {
    assertThat(BytePath.of("a\u202egpj.exe")).hasToString("a\\u202egpj.exe");
  }

  @Test
  void different_paths_print_differently() {
    Set<BytePath> paths = new HashSet<>();
    Set<String> printed = new HashSet<>();

    Property.check(
        2000,
        random -> {
          byte[] bytes = new byte[1 + random.nextInt(4)];
          for (int i = 0; i < bytes.length; i++) {
            bytes[i] = name("\\xf0\u00c3\u00bc\u00ff\n\t\"\u007fau{}n")[random.nextInt(15)];
          }
          BytePath path = BytePath.of(bytes);
          if (paths.add(path)) {
            assertThat(printed.add(path.toString())).as(path.toString()).isTrue();
          }
        });
  }
}
