package io.holdfast.repository.select;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.repository.file.BytePath;
import io.holdfast.repository.file.EntryKind;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class RulesTest {
  @Test
  void names_the_rule_that_left_an_entry_out() throws Exception {
    Rules rules =
        new Rules(
            List.of(PatternList.of("*.o", "!a.o"), PatternList.of("a.o")),
            List.of(),
            OptionalLong.of(100),
            false);

    assertThat(rules.decide(bytes("/x/b.o"), EntryKind.FILE, 1))
        .map(Rule::toString)
        .hasValue("--exclude *.o");
    // The second list does not know that the first took it back.
    assertThat(rules.decide(bytes("/x/a.o"))).map(Rule::toString).hasValue("--exclude a.o");
    assertThat(rules.decide(bytes("/x/b"), EntryKind.FILE, 101))
        .map(Rule::toString)
        .hasValue("--exclude-larger-than 100");
    assertThat(rules.decide(bytes("/x/b"), EntryKind.FILE, 100)).isEmpty();
    assertThat(rules.decide(bytes("/x/b"), EntryKind.DIRECTORY, 4096)).isEmpty();
    assertThat(Rules.NONE.decide(bytes("/x"), EntryKind.FILE, Long.MAX_VALUE)).isEmpty();
  }

  @Test
  void a_tag_file_marks_a_directory_by_its_first_bytes() throws Exception {
    TagFile tag = TagFile.parse(bytes(".nobackup:please:no"));

    assertThat(tag.name()).isEqualTo(bytes(".nobackup"));
    assertThat(tag.headerLength()).isEqualTo("please:no".length());
    assertThat(tag.marks(bytes("please:not me"))).isTrue();
    assertThat(tag.marks(bytes("please"))).isFalse();
    assertThat(new Rule.Marked(tag)).hasToString("--exclude-if-present .nobackup:please:no");
    assertThat(new Rule.Marked(TagFile.CACHE)).hasToString("--exclude-caches");
  }

  @Test
  void a_tag_file_without_a_header_marks_by_being_there() throws Exception {
    TagFile tag = TagFile.parse(bytes("CACHEDIR.TAG"));

    assertThat(tag.headerLength()).isZero();
    assertThat(tag.marks(new byte[0])).isTrue();
    assertThat(TagFile.CACHE.marks(bytes("Signature: 8a477f597d28d172789f06886806bc55\n")))
        .isTrue();
    assertThat(TagFile.CACHE.marks(bytes("Signature: 8a477f597d28d172789f06886806bc5"))).isFalse();
  }

  @Test
  void refuses_a_tag_file_without_a_name() {
    assertThatThrownBy(() -> TagFile.parse(bytes(":header")))
        .isInstanceOf(BadPatternException.class);
    assertThatThrownBy(() -> TagFile.parse(bytes(""))).isInstanceOf(BadPatternException.class);
  }

  @Test
  void stays_on_the_file_system_of_the_nearest_path_above() {
    FileSystems systems =
        new FileSystems(Map.of(BytePath.of("/"), 1L, BytePath.of("/mnt/usb"), 2L));

    assertThat(systems.decide(BytePath.of("/etc/passwd"), EntryKind.FILE, 1, 1)).isEmpty();
    assertThat(systems.decide(BytePath.of("/mnt/usb/x"), EntryKind.FILE, 2, 2)).isEmpty();
    assertThat(systems.decide(BytePath.of("/mnt/usb/x"), EntryKind.FILE, 1, 2))
        .hasValue(new Rule.OtherFileSystem());
    // What something is mounted on is kept, empty.
    assertThat(systems.decide(BytePath.of("/proc"), EntryKind.DIRECTORY, 3, 1)).isEmpty();
    assertThat(systems.decide(BytePath.of("/proc/1"), EntryKind.DIRECTORY, 3, 3))
        .hasValue(new Rule.OtherFileSystem());
    assertThat(systems.decide(BytePath.of("/bound"), EntryKind.FILE, 3, 1))
        .map(Rule::toString)
        .hasValue("--one-file-system");
  }

  @Test
  void selects_what_any_list_includes_or_none_excludes() throws Exception {
    Selection including =
        new Selection.Including(List.of(PatternList.of("/a/b"), PatternList.of("/c")));
    Selection excluding =
        new Selection.Excluding(List.of(PatternList.of("/a/b"), PatternList.of("/c")));

    assertThat(including.matches(bytes("/a/b/x"))).isTrue();
    assertThat(including.matches(bytes("/a"))).isFalse();
    assertThat(including.mayMatchBelow(bytes("/a"))).isTrue();
    assertThat(including.mayMatchBelow(bytes("/d"))).isFalse();
    assertThat(excluding.matches(bytes("/a"))).isTrue();
    assertThat(excluding.mayMatchBelow(bytes("/c"))).isFalse();
    assertThat(Selection.ALL.matches(bytes("/x"))).isTrue();
    assertThat(Selection.ALL.mayMatchBelow(bytes("/x"))).isTrue();
  }

  @Test
  void reads_a_file_of_patterns() {
    byte[] file =
        bytes(
            """
              # not this
            *.go\r
            \t with space \t

            $HOME/x
            ${HOME}y
            $$5 $NONE. $ ${} ${ $-
            end$\
            """);

    assertThat(PatternFile.read(file, name -> name.equals("HOME") ? "/home/bob" : ""))
        .map(line -> new String(line, UTF_8))
        .containsExactly("*.go", "with space", "/home/bob/x", "/home/boby", "$5 . $   ", "end$");
  }

  @Test
  void reads_a_file_of_patterns_with_a_byte_order_mark() {
    byte[] wide = "\ufeffä\r\nb".getBytes(java.nio.charset.StandardCharsets.UTF_16LE);

    assertThat(PatternFile.read(wide, _ -> ""))
        .map(line -> new String(line, UTF_8))
        .containsExactly("ä", "b");
    assertThat(PatternFile.read(bytes("\ufeffx"), _ -> ""))
        .map(line -> new String(line, UTF_8))
        .containsExactly("x");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
