package io.holdfast.repository.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.repository.codec.MalformedException;
import io.holdfast.testkit.fact.Fact;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SnapshotCodecTest {
  private static final String TREE = "\"tree\":\"%s\"".formatted("ab".repeat(32));

  /** As restic writes one by user 1000. */
  private static final String RESTICS =
      """
      {"time":"2022-11-13T14:21:35.12Z","parent":"%s",%s,"paths":["/srv"],"hostname":"h","username":"u","uid":1000,"gid":100,"excludes":["*.o"],"tags":["a","b"],"original":"%s","program_version":"restic 0.19.1"}\
      """
          .formatted("cd".repeat(32), TREE, "ef".repeat(32));

  @Test
  @Fact("F22")
  void writes_the_bytes_that_restic_writes() throws IOException {
    assertThat(again(RESTICS)).isEqualTo(RESTICS);
  }

  @Test
  @Fact("F22")
  void leaves_out_what_restic_leaves_out() throws IOException {
    var least = "{\"time\":\"2022-11-13T14:21:35Z\",%s,\"paths\":[]}".formatted(TREE);

    assertThat(again(least)).isEqualTo(least);
  }

  @Test
  @Fact("F22")
  void drops_the_fields_of_other_programs() throws IOException {
    var rustics =
        RESTICS.replace("{\"time\"", "{\"label\":\"x\",\"delete\":{\"after\":1},\"time\"");

    assertThat(again(rustics)).isEqualTo(RESTICS);
  }

  @Test
  void keeps_the_completeness_behind_restics_fields() throws IOException {
    var plain = decode(RESTICS);
    var completeness =
        new Completeness(
            7,
            new Completeness.Listed(1, List.of(new Completeness.Entry("/srv/x.o", "*.o"))),
            new Completeness.Listed(2, List.of(new Completeness.Entry("/srv/y", "denied"))));
    var snapshot =
        new Snapshot(
            plain.time(),
            plain.tree(),
            new SnapshotScope(plain.paths(), plain.scope().excludes(), completeness),
            plain.tags(),
            plain.author(),
            plain.lineage(),
            plain.summary());

    var json = new String(SnapshotCodec.encode(snapshot), UTF_8);

    assertThat(json).startsWith(RESTICS.substring(0, RESTICS.length() - 1));
    assertThat(decode(json)).isEqualTo(snapshot);
  }

  @Test
  void refuses_a_snapshot_without_a_tree_and_a_field_that_comes_twice() {
    assertThatThrownBy(() -> decode("{\"paths\":[]}"))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining("names no tree");
    assertThatThrownBy(() -> decode("{%s,%s}".formatted(TREE, TREE)))
        .isInstanceOf(MalformedException.class);
  }

  private static Snapshot decode(String json) throws IOException {
    return SnapshotCodec.decode(json.getBytes(UTF_8));
  }

  private static String again(String json) throws IOException {
    return new String(SnapshotCodec.encode(decode(json)), UTF_8);
  }
}
