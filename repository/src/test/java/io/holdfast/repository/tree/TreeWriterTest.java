package io.holdfast.repository.tree;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.id.Sha256;
import io.holdfast.testkit.fact.Fact;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TreeWriterTest {
  private static final Instant MODIFIED = Instant.parse("2022-11-13T14:21:35.12Z");
  private static final BlobId BLOB = new BlobId(Sha256.of("blob".getBytes(UTF_8)));
  private static final String HEX = BLOB.hash().hex();
  private static final String TIMES =
      "\"mtime\":\"2022-11-13T14:21:35.12Z\",\"atime\":\"2022-11-13T14:21:35.12Z\",\"ctime\":\"2022-11-13T14:21:35.12Z\"";

  @Test
  @Fact({"F23", "F24", "F28"})
  void a_file_has_restics_fields_in_restics_order() {
    var attribute = ExtendedAttribute.of("user.note", new byte[] {1, 2});
    var metadata =
        new NodeMetadata(
            FileMode.ofStatMode(0x81a4),
            times(),
            new NodeOwner(1000, 100, "anna", "users"),
            new NodeLinks(42, 7, 2),
            List.of(attribute));

    assertThat(json(new FileNode(NodeName.of("file"), metadata, 4, BlobList.of(List.of(BLOB)))))
        .isEqualTo(
            """
            {"nodes":[{"name":"file","type":"file","mode":420,%s,"uid":1000,"gid":100,"user":"anna","group":"users","inode":42,"device_id":7,"size":4,"links":2,"extended_attributes":[{"name":"user.note","value":"AQI="}],"content":["%s"]}]}
            """
                .formatted(TIMES, HEX));
  }

  @Test
  @Fact("F24")
  void an_empty_file_has_an_empty_list_and_no_size() {
    var file = new FileNode(NodeName.of("empty"), metadata(0x81a4), 0, BlobList.EMPTY);

    assertThat(json(file))
        .contains("\"uid\":0,\"gid\":0,")
        .contains("\"content\":[]}")
        .doesNotContain("size");
  }

  @Test
  @Fact({"F24", "F26"})
  void what_is_no_file_has_no_list() {
    assertThat(json(new FifoNode(NodeName.of("p"), metadata(0x11a4))))
        .contains("\"type\":\"fifo\"", "\"content\":null}");
    assertThat(json(new DirectoryNode(NodeName.of("d"), metadata(0x41ed), BLOB)))
        .contains("\"type\":\"dir\"", "\"content\":null,\"subtree\":\"%s\"}".formatted(HEX));
    assertThat(
            json(
                new DeviceNode(NodeName.of("c"), metadata(0x21a4), DeviceNode.Kind.CHARACTER, 259)))
        .contains("\"type\":\"chardev\"", "\"device\":259,\"content\":null}");
    assertThat(
            json(new DeviceNode(NodeName.of("b"), metadata(0x61a4), DeviceNode.Kind.BLOCK, 2049)))
        .contains("\"type\":\"dev\"", "\"device\":2049,");
  }

  /** Column one is st_mode in octal, column two what restic 0.14 stored for such an entry. */
  @ParameterizedTest
  @CsvSource({
    "0100644, 420",
    "040755, 2147484141",
    "0120777, 134218239",
    "010644, 33554852",
    "0104755, 8389101",
    "041777, 2148532735",
    "020620, 69206416",
    "060660, 67109296",
  })
  @Fact("F25")
  void modes_have_the_bits_of_go(String octal, long bits) {
    int mode = Integer.parseInt(octal, 8);

    assertThat(Integer.toUnsignedLong(FileMode.ofStatMode(mode).bits())).isEqualTo(bits);
    assertThat(FileMode.ofStatMode(mode).statMode()).isEqualTo(mode);
  }

  @Test
  @Fact("F26")
  void the_time_of_reading_is_the_time_of_change_unless_it_is_given() {
    assertThat(NodeTimes.ofModification(MODIFIED, Instant.EPOCH).accessed()).isEqualTo(MODIFIED);
  }

  @Test
  @Fact("F27")
  void names_are_quoted_and_then_escaped() {
    assertThat(json(new FifoNode(NodeName.of("q\"b\\s<&>.txt"), metadata(0x11a4))))
        .contains("\"name\":\"q\\\\\\\"b\\\\\\\\s\\u003c\\u0026\\u003e.txt\"");
    assertThat(
            json(
                new FifoNode(
                    NodeName.of(new byte[] {'b', 'a', 'd', -1, 0x7f, '\t'}), metadata(0x11a4))))
        .contains("\"name\":\"bad\\\\xff\\\\x7f\\\\t\"");
  }

  @Test
  @Fact("F27")
  void a_target_that_is_no_text_is_kept_raw_as_well() throws IOException {
    var raw = new byte[] {'a', -1};
    var text = new SymlinkNode(NodeName.of("l"), metadata(0x1a1ff), "there".getBytes(UTF_8));
    var odd = new SymlinkNode(NodeName.of("l"), metadata(0x1a1ff), raw);

    assertThat(json(text)).contains("\"linktarget\":\"there\",").doesNotContain("raw");
    assertThat(json(odd)).contains("\"linktarget\":\"a\\ufffd\",\"linktarget_raw\":\"Yf8=\",");
    assertThat(TreeReader.readAll(json(odd).getBytes(UTF_8))).containsExactly(odd);
  }

  @Test
  @Fact("F28")
  void an_empty_tree_ends_with_a_line_break() {
    assertThat(new String(new TreeWriter().finish(), UTF_8)).isEqualTo("{\"nodes\":[]}\n");
  }

  @Test
  @Fact("F28")
  void names_increase_by_their_bytes_and_not_as_javas_strings_do() {
    var beyond = NodeName.of("\ud83e\udd89"); // bytes f0 9f a6 89, chars d83e dd89
    var private1 = NodeName.of("\uff5e"); // bytes ef bd 9e, char ff5e
    var writer = new TreeWriter();

    writer.add(new FifoNode(private1, metadata(0x11a4)));
    writer.add(new FifoNode(beyond, metadata(0x11a4)));

    assertThat(private1.compareTo(beyond)).isNegative();
    assertThatThrownBy(() -> writer.add(new FifoNode(private1, metadata(0x11a4))))
        .hasMessageContaining("strictly increasing order");
    assertThatThrownBy(() -> writer.add(new FifoNode(beyond, metadata(0x11a4))))
        .hasMessageContaining("strictly increasing order");
  }

  @Test
  @Fact("F28")
  void a_tree_out_of_order_is_not_read() {
    var one = json(new FifoNode(NodeName.of("a"), metadata(0x11a4)));
    var node = one.substring(one.indexOf('[') + 1, one.lastIndexOf(']'));
    var twice = "{\"nodes\":[%s,%s]}\n".formatted(node, node);

    assertThatThrownBy(() -> TreeReader.readAll(twice.getBytes(UTF_8)))
        .hasMessageContaining("two nodes named \"a\"");
  }

  private static String json(Node node) {
    var writer = new TreeWriter();
    writer.add(node);
    return new String(writer.finish(), UTF_8);
  }

  private static NodeMetadata metadata(int mode) {
    return new NodeMetadata(
        FileMode.ofStatMode(mode), times(), new NodeOwner(0, 0, "", ""), NodeLinks.NONE, List.of());
  }

  private static NodeTimes times() {
    return NodeTimes.ofModification(MODIFIED, MODIFIED);
  }
}
