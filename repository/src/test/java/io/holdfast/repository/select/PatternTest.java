package io.holdfast.repository.select;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PatternTest {
  @ParameterizedTest
  @CsvSource({
    // restic's documentation (backup, "Excluding Files")
    "foo, /dir1/foo/dir2/file, true",
    "foo, /dir/foo, true",
    "foo, /dir/foobar, false",
    "foo, barfoo, false",
    "/bin, /bin/bash, true",
    "/bin, /usr/bin/restic, false",
    "b*ash, /bin/bash, true",
    "b*ash, /bin/ash, false",
    "foo/**/bar, /dir1/foo/dir2/bar/file, true",
    "foo/**/bar, /foo/bar/file, true",
    "foo/**/bar, /tmp/foo/bar, true",
    "*.c, /src/main.c, true",
    "*.c, /src/main.cc, false",
    "bar/, /foo/bar, true",
    "/foo/bar/, /foo/bar, true",
    // cleaned as a path
    "/foo///bar, /foo/bar, true",
    "/foo/../bar, /foo/bar, false",
    "/foo/../bar, /bar, true",
    "./bar, /bar, true",
    "., /foo, false",
    // some components in a row
    "bar/*, /foo/bar/baz, true",
    "bar/*, /foo/bar, false",
    "/foo/*, /foo, false",
    "/foo/*/test.*, /foo/bar/test.go, true",
    "/*/*/baz/test.*, /foo/bar/baz/test.go, true",
    "/*/foo/bar, /foo/bar/baz, false",
    "baz/test.*, bar/baz/test.go, true",
    "*, /, true",
    // any depth
    "/**/x, /x, true",
    "/**/x, /a/b/x/c, true",
    "/a/**, /a, true",
    "/a/**, /b/a, false",
    "**, /a, true",
    "/, /a/b, true",
    "u/**/h*/**/c, /u/1/2/h3/4/c, true",
    "u/**/h*/**/c, /u/1/h3, false",
    // the one "**" that restic takes for at least one component
    "a/**/**/b, a/b, false",
    "a/**/**/b, a/x/b, true",
    // filepath.Match
    "?, /x, true",
    "?, /xy, false",
    "[a-c]x, /bx, true",
    "[a-c]x, /dx, false",
    "[^a-c]x, /dx, true",
    "[^a-c]x, /ax, false",
    "[!a]x, /!x, true",
    "[a\\-z]x, /-x, true",
    "[a\\-z]x, /bx, false",
    "\\*x, /*x, true",
    "\\*x, /xx, false",
    "a*b*c, /aXbYbZc, true",
    "a*b*c, /aXbYbZ, false",
    "a**c, /abc, true",
    "x], /x], true",
    "[[]x], /[x], true",
  })
  void matches_as_restic_does(String pattern, String path, boolean matches) throws Exception {
    assertThat(pattern(pattern).matches(path.getBytes(UTF_8))).isEqualTo(matches);
  }

  @ParameterizedTest
  @CsvSource({
    "foo/bar, /other, true",
    "/foo/bar, /foo, true",
    "/foo/bar, /bar, false",
    "/foo/bar, /foo/bar, true",
    "/foo/bar, /foo/bar/baz, true",
    "/foo/bar/baz, /foo/baz, false",
    "/foo/*/qux, /foo/bar, true",
    "/foo/*/qux, /foo/bar/boo, false",
    "/foo/**/qux, /foo/bar/baz/boo, true",
    "/foo/**/qux, /bar, false",
    "/**/bar, /foo, true",
    "**/bar, /foo, true",
    "/*, /foo, true",
    "/bar/*, /foo, false",
  })
  void knows_whether_something_below_may_match(String pattern, String path, boolean may)
      throws Exception {
    assertThat(pattern(pattern).mayMatchBelow(path.getBytes(UTF_8))).isEqualTo(may);
  }

  @Test
  void takes_a_character_of_utf8_or_a_byte_that_is_none_for_one() throws Exception {
    assertThat(pattern("?").matches("/ä".getBytes(UTF_8))).isTrue();
    assertThat(pattern("?").matches("/\u00ff".getBytes(ISO_8859_1))).isTrue();
    assertThat(pattern("?").matches("/\u00ff\u00fe".getBytes(ISO_8859_1))).isFalse();
    assertThat(pattern("??").matches("/\u00ff\u00fe".getBytes(ISO_8859_1))).isTrue();
    assertThat(pattern("[α-ω]").matches("/λ".getBytes(UTF_8))).isTrue();
    assertThat(pattern("?").matches("/\u00e4/x".getBytes(ISO_8859_1))).isTrue();
    assertThat(
            Pattern.parse("*\u00ff".getBytes(ISO_8859_1)).matches("/a\u00ff".getBytes(ISO_8859_1)))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[", "[]", "[]a]", "[a", "[a-]", "[-a]", "a\\", "[a-b-c]", "x/**/[", "[\\"})
  void refuses_what_go_refuses(String pattern) {
    assertThatThrownBy(() -> pattern(pattern))
        .isInstanceOf(BadPatternException.class)
        .hasMessageContaining("the pattern '" + pattern.replace("\\", "\\\\") + "'");
  }

  @Test
  void refuses_brackets_that_are_no_text_and_a_nul_byte() {
    assertThatThrownBy(() -> Pattern.parse("[\u00ff]".getBytes(ISO_8859_1)))
        .isInstanceOf(BadPatternException.class)
        .hasMessageContaining("UTF-8");
    assertThatThrownBy(() -> pattern("a\0b")).isInstanceOf(BadPatternException.class);
  }

  @Test
  void a_later_pattern_takes_back_what_an_earlier_one_matched() throws Exception {
    PatternList list = PatternList.of("/home/*", "!/home/code", "*.o", "!keep.o");

    assertThat(list.match("/home/music".getBytes(UTF_8)))
        .map(Pattern::toString)
        .hasValue("/home/*");
    assertThat(list.matches("/home/code".getBytes(UTF_8))).isFalse();
    assertThat(list.match("/home/code/x.o".getBytes(UTF_8))).map(Pattern::toString).hasValue("*.o");
    assertThat(list.matches("/home/code/keep.o".getBytes(UTF_8))).isFalse();
    assertThat(list.matches("/elsewhere".getBytes(UTF_8))).isFalse();
  }

  @Test
  void a_pattern_that_takes_back_also_closes_a_directory_for_includes() throws Exception {
    PatternList list = PatternList.of("/a/**", "!/a/b");

    assertThat(list.mayMatchBelow("/a/c".getBytes(UTF_8))).isTrue();
    assertThat(list.mayMatchBelow("/a/b".getBytes(UTF_8))).isFalse();
    assertThat(PatternList.of().mayMatchBelow("/a".getBytes(UTF_8))).isFalse();
    assertThat(PatternList.of().matches("/a".getBytes(UTF_8))).isFalse();
  }

  @Test
  void ignores_case_where_asked_to() throws Exception {
    PatternList list =
        PatternList.of(
            List.of("*.JPG".getBytes(UTF_8), "Ärger".getBytes(UTF_8), new byte[0]),
            PatternList.LetterCase.INSENSITIVE);

    assertThat(list.match("/a/X.jpg".getBytes(UTF_8))).map(Pattern::toString).hasValue("*.JPG");
    assertThat(list.matches("/äRGER".getBytes(UTF_8))).isTrue();
    assertThat(list.matches("/x.jpeg".getBytes(UTF_8))).isFalse();
    assertThat(list.patterns()).hasSize(2);
  }

  private static Pattern pattern(String text) throws BadPatternException {
    return Pattern.parse(text.getBytes(UTF_8));
  }
}
