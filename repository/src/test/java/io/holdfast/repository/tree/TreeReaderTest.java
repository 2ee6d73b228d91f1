package io.holdfast.repository.tree;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.repository.codec.MalformedException;
import io.holdfast.testkit.fact.Fact;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TreeReaderTest {
  private static final String ID = "ab".repeat(32);

  private static List<Node> read(String... nodes) throws MalformedException {
    return TreeReader.readAll(tree(nodes));
  }

  private static byte[] tree(String... nodes) {
    return ("{\"nodes\":[" + String.join(",", nodes) + "]}\n").getBytes(UTF_8);
  }

  private static byte[] written(List<Node> nodes) {
    TreeWriter writer = new TreeWriter();
    nodes.forEach(writer::add);
    return writer.finish();
  }

  @Test
  void reads_the_fields_in_any_order_and_skips_those_it_does_not_know() throws MalformedException {
    FileNode file =
        (FileNode)
            read("{\"content\":[\""
                    + ID
                    + "\"],\"x\":{\"y\":[1]},\"size\":5,\"type\":\"file\",\"name\":\"a\"}")
                .getFirst();

    assertThat(file.size()).isEqualTo(5);
    assertThat(file.content()).hasSize(1);
    assertThat(file.content().getFirst().hex()).isEqualTo(ID);
  }

  @Test
  @Fact("F24")
  void a_file_without_a_list_of_blobs_is_none_that_can_be_restored() throws MalformedException {
    String json = "{\"name\":\"a\",\"type\":\"file\",\"uid\":0,\"gid\":0,\"content\":null}";

    List<Node> nodes = read(json);

    assertThat(nodes.getFirst())
        .isInstanceOfSatisfying(
            IrregularNode.class,
            node -> assertThat(node.reason()).contains("without a list of blobs"));
    assertThat(written(nodes)).isEqualTo(tree(json));
  }

  @Test
  @Fact("F26")
  void what_is_of_another_kind_is_listed_and_written_again_as_it_stands()
      throws MalformedException {
    String json =
        "{\"name\":\"a\",\"type\":\"door\",\"uid\":0,\"gid\":0,\"hinges\":[2,{\"left\":true}]}";

    List<Node> nodes = read(json);

    assertThat(nodes.getFirst())
        .isInstanceOfSatisfying(
            IrregularNode.class, node -> assertThat(node.type()).isEqualTo("door"));
    assertThat(written(nodes)).isEqualTo(tree(json));
  }

  @Test
  void attributes_of_other_systems_are_carried_along() throws MalformedException {
    String json =
        "{\"name\":\"a\",\"type\":\"fifo\",\"mtime\":\"2026-01-01T00:00:00Z\",\"atime\":\"2026-01-01T00:00:00Z\",\"ctime\":\"2026-01-01T00:00:00Z\",\"uid\":0,\"gid\":0,\"generic_attributes\":{\"windows.creation_time\":\"AQ==\",\"windows.x\":[1,2]},\"content\":null}";

    assertThat(written(read(json))).isEqualTo(tree(json));
  }

  @Test
  @Fact("F27")
  void the_raw_target_of_a_link_is_the_one_that_counts() throws MalformedException {
    SymlinkNode link =
        (SymlinkNode)
            read("{\"name\":\"a\",\"type\":\"symlink\",\"linktarget\":\"x\ufffd\",\"linktarget_raw\":\"eP8=\"}")
                .getFirst();

    assertThat(link.target()).isEqualTo(new byte[] {'x', (byte) 0xff});
  }

  @Test
  void early_restic_wrote_null_for_no_entries() throws MalformedException {
    assertThat(TreeReader.readAll("{\"nodes\":null}".getBytes(UTF_8))).isEmpty();
  }

  @Test
  @Fact("F28")
  void disorder_is_refused_or_noted_as_asked() throws MalformedException {
    byte[] disorder =
        tree(
            "{\"name\":\"b\",\"type\":\"fifo\"}",
            "{\"name\":\"a\",\"type\":\"fifo\"}",
            "{\"name\":\"a\",\"type\":\"fifo\"}",
            "{\"type\":\"fifo\"}");

    assertThatThrownBy(() -> TreeReader.readAll(disorder))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining("\"a\" after \"b\"");

    TreeReader reader = new TreeReader(disorder, TreeReader.Order.NOTED, "tree 1");
    int count = 0;
    while (reader.next() != null) {
      count++;
    }
    assertThat(count).isEqualTo(4);
    assertThat(reader.problems())
        .satisfiesExactly(
            one -> assertThat(one).contains("against the order"),
            two -> assertThat(two).contains("two nodes named \"a\""),
            three -> assertThat(three).contains("without a name"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"name\":\"a\",\"name\":\"b\"}",
        "{\"mode\":4294967296}",
        "{\"mode\":-1}",
        "{\"uid\":4294967296}",
        "{\"size\":9223372036854775808}",
        "{\"inode\":18446744073709551616}",
        "{\"mtime\":\"yesterday\"}",
        "{\"content\":[\"ab\"]}",
        "{\"content\":{}}",
        "{\"subtree\":\"\"}",
        "{\"linktarget_raw\":\"?\"}",
        "{\"extended_attributes\":[3]}",
        "{\"extended_attributes\":[{\"name\":\"a\",\"name\":\"b\"}]}",
        "{\"generic_attributes\":[]}",
        "{\"name\":\"a\\\\\"}",
        "[]",
        "null",
        "{"
      })
  void refuses_a_node_that_is_none_and_says_where(String node) {
    assertThatThrownBy(() -> new TreeReader(tree(node), TreeReader.Order.STRICT, "tree 1").next())
        .isInstanceOf(MalformedException.class)
        .hasMessageStartingWith("tree 1 ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"nodes\":[],\"nodes\":[]}",
        "{\"nodes\":{}}",
        "{\"nodes\":[]}{}",
        "[]",
        ""
      })
  void refuses_what_is_no_tree(String json) {
    assertThatThrownBy(() -> TreeReader.readAll(json.getBytes(UTF_8)))
        .isInstanceOf(MalformedException.class);
  }
}
