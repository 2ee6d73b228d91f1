package io.holdfast.repository.index;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.repository.codec.MalformedException;
import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.id.PackId;
import io.holdfast.repository.pack.BlobType;
import io.holdfast.repository.pack.PackEntry;
import io.holdfast.testkit.fact.Fact;
import io.holdfast.testkit.property.Property;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class IndexFileTest {
  private static final String A = "0a".repeat(32);
  private static final String B = "b9".repeat(32);
  private static final String P = "f0".repeat(32);

  @Test
  @Fact("F18")
  void f18_writes_the_fields_that_restic_writes() {
    IndexedPack pack =
        new IndexedPack(
            PackId.parse(P),
            List.of(
                new PackEntry(BlobType.DATA, BlobId.parse(A), 0, 38, 0),
                new PackEntry(BlobType.DATA, BlobId.parse(B), 38, 4000, 9000)));

    String json = new String(IndexFile.encode(List.of(pack)), UTF_8);

    assertThat(json)
        .isEqualTo(
            """
            {"packs":[{"id":"%s","blobs":[\
            {"id":"%s","type":"data","offset":0,"length":38},\
            {"id":"%s","type":"data","offset":38,"length":4000,"uncompressed_length":9000}]}]}\
            """
                .formatted(P, A, B));
  }

  @Test
  @Fact("F18")
  void f18_reads_blobs_in_any_order_and_gives_them_by_offset() throws Exception {
    List<IndexedPack> packs =
        decode(
            """
            {"packs":[{"blobs":[
              {"type":"tree","uncompressed_length":9000,"id":"%s","length":4000,"offset":38},
              {"id":"%s","type":"tree","offset":0,"length":38}],"id":"%s"}]}
            """
                .formatted(B, A, P));

    assertThat(packs)
        .containsExactly(
            new IndexedPack(
                PackId.parse(P),
                List.of(
                    new PackEntry(BlobType.TREE, BlobId.parse(A), 0, 38, 0),
                    new PackEntry(BlobType.TREE, BlobId.parse(B), 38, 4000, 9000))));
  }

  @Test
  @Fact("F18")
  void f18_ignores_supersedes() throws Exception {
    assertThat(decode("{\"supersedes\":[\"" + A + "\"],\"packs\":" + onePack() + "}")).hasSize(1);
  }

  @Test
  @Fact("F20")
  void f20_leaves_out_packs_that_rustic_marked_and_counts_them() throws Exception {
    String json =
        """
        {"supersedes":null,"packs":[{"id":"%s","time":"2026-01-02T03:04:05Z","size":500,"blobs":[%s]}],
         "packs_to_delete":[{"id":"%s","blobs":[%s]},{"id":"%s","blobs":[]}]}
        """
            .formatted(P, blob(A), A, blob(A), B);
    int[] visited = new int[1];

    IndexFile.Summary summary = IndexFile.read(json.getBytes(UTF_8), (_, _) -> visited[0]++);

    assertThat(summary).isEqualTo(new IndexFile.Summary(1, 1, 0, 2));
    assertThat(visited[0]).isEqualTo(1);
  }

  @Test
  @Fact("F14")
  void f14_reads_the_highest_offset_and_refuses_the_next() throws Exception {
    String json = "{\"packs\":[{\"id\":\"%s\",\"blobs\":[{\"id\":\"%s\",\"type\":\"data\",%s}]}]}";

    List<IndexedPack> packs = decode(json.formatted(P, A, "\"offset\":4294967263,\"length\":32"));

    assertThat(packs.getFirst().blobs().getFirst().end()).isEqualTo(4294967295L);
    assertRefused(json.formatted(P, A, "\"offset\":4294967264,\"length\":32"), "within 4 GiB");
    assertRefused(json.formatted(P, A, "\"offset\":4294967296,\"length\":32"), "32 bits");
    assertRefused(json.formatted(P, A, "\"offset\":0,\"length\":2147483648"), "2 GiB");
  }

  @Test
  void reads_an_index_without_packs() throws Exception {
    assertThat(decode("{\"packs\":[]}")).isEmpty();
    assertThat(decode("{\"packs\":null}")).isEmpty();
    assertThat(decode("{}")).isEmpty();
  }

  @Test
  void counts_packs_without_blobs() throws Exception {
    String json = "{\"packs\":[{\"id\":\"%s\",\"blobs\":null},{\"id\":\"%s\"}]}".formatted(A, B);

    IndexFile.Summary summary = IndexFile.read(json.getBytes(UTF_8), (_, _) -> {});

    assertThat(summary).isEqualTo(new IndexFile.Summary(2, 0, 2, 0));
  }

  @Test
  void says_what_to_do_about_the_oldest_form() {
    assertRefused(onePack(), "'restic repair index'");
  }

  @Test
  void refuses_what_is_no_index() {
    assertRefused("", "does not begin as a JSON object");
    assertRefused("3", "does not begin as a JSON object");
    assertRefused("\0\0\0{\0\u0011\0\0", "does not begin as a JSON object");
    assertRefused("{\"packs\":{}}", "expected a list of packs");
    assertRefused("{\"packs\":[3]}", "expected a pack");
    assertRefused("{\"packs\":[]", "not JSON");
    assertRefused("{\"packs\":[]}{}", "expected nothing after");
    assertRefused("{\"packs\":[],\"packs\":[]}", "'packs' stands there twice");
    assertRefused("{\"packs\":[{\"blobs\":[]}]}", "a pack has no id");
    assertRefused("{\"packs\":[{\"id\":\"" + P + "\",\"blobs\":3}]}", "expected a list of blobs");
    assertRefused("[".repeat(100), "restic 0.1");
    assertRefused("{\"x\":" + "[".repeat(100), "not JSON");
  }

  @Test
  void refuses_blobs_that_cannot_be() {
    String good = blob(A);
    assertRefusedBlob("3", "expected a blob");
    assertRefusedBlob("{}", "no id or no type");
    assertRefusedBlob(good.replace("\"data\"", "\"file\""), "expected a blob of type");
    assertRefusedBlob(good.replace(A, A.substring(1)), "64 digits");
    assertRefusedBlob(good.replace(A, "g" + A.substring(1)), "0-9 and a-f");
    assertRefusedBlob(good.replace(A, A.toUpperCase(Locale.ROOT)), "0-9 and a-f");
    assertRefusedBlob(good.replace(A, "é" + A.substring(1)), "0-9 and a-f");
    assertRefusedBlob(good.replace("\"offset\":0,", ""), "offset -1");
    assertRefusedBlob(good.replace("\"length\":100", "\"length\":31"), "length 31");
    assertRefusedBlob(good.replace("\"length\":100", "\"length\":-100"), "32 bits");
    assertRefusedBlob(good.replace("\"length\":100", "\"length\":1e2"), "whole number");
    assertRefusedBlob(good.replace("\"length\":100", "\"length\":" + "9".repeat(30)), "not JSON");
    assertRefusedBlob(good.replace("\"length\":100", "\"length\":null"), "whole number");
  }

  @Test
  void names_the_byte_where_it_gave_up() {
    assertRefused("{\"packs\":[3]}", "index file, byte 11: expected a pack");
  }

  @Test
  void reads_back_what_it_writes() {
    Property.check(
        100,
        random -> {
          List<IndexedPack> packs = new RandomPacks(random).packs(random.nextInt(30));

          List<IndexedPack> decoded = IndexFile.decode(IndexFile.encode(packs));

          assertThat(decoded).hasSameSizeAs(packs);
          for (int i = 0; i < packs.size(); i++) {
            assertThat(decoded.get(i).id()).isEqualTo(packs.get(i).id());
            assertThat(decoded.get(i).blobs())
                .containsExactlyInAnyOrderElementsOf(packs.get(i).blobs());
          }
        });
  }

  @Test
  void refuses_or_reads_damaged_files_and_does_nothing_else() {
    int[] accepted = new int[1];

    Property.check(
        5_000,
        random -> {
          byte[] json = IndexFile.encode(new RandomPacks(random).packs(1 + random.nextInt(3)));
          byte[] damaged = damage(json, random);
          try {
            List<IndexedPack> packs = IndexFile.decode(damaged);
            assertThat(IndexFile.decode(IndexFile.encode(packs))).isEqualTo(packs);
            accepted[0]++;
          } catch (MalformedException expected) {
            assertThat(expected).hasMessageContaining("index file");
          }
        });

    assertThat(accepted[0]).isPositive();
  }

  private static byte[] damage(byte[] bytes, Random random) {
    byte[] interesting = "{}[]\",:0123456789abcdef-.eE\\un\0\u007f".getBytes(UTF_8);
    byte[] damaged =
        random.nextInt(4) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length + 9)) : bytes;
    for (int i = random.nextInt(4); i > 0 && damaged.length > 0; i--) {
      damaged[random.nextInt(damaged.length)] =
          random.nextBoolean()
              ? interesting[random.nextInt(interesting.length)]
              : (byte) random.nextInt();
    }
    if (random.nextInt(4) == 0) {
      int from = random.nextInt(damaged.length + 1);
      int to = random.nextInt(damaged.length + 1);
      int length = Math.min(random.nextInt(100), damaged.length - Math.max(from, to));
      System.arraycopy(damaged, from, damaged, to, length);
    }
    return damaged;
  }

  private static String onePack() {
    return "[{\"id\":\"" + P + "\",\"blobs\":[" + blob(A) + "]}]";
  }

  private static String blob(String id) {
    return "{\"id\":\"" + id + "\",\"type\":\"data\",\"offset\":0,\"length\":100}";
  }

  private static List<IndexedPack> decode(String json) throws MalformedException {
    return IndexFile.decode(json.getBytes(UTF_8));
  }

  private static void assertRefusedBlob(String blob, String why) {
    assertRefused("{\"packs\":[{\"id\":\"" + P + "\",\"blobs\":[" + blob + "]}]}", why);
  }

  private static void assertRefused(String json, String why) {
    assertThatThrownBy(() -> decode(json))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining(why);
  }
}
