package io.holdfast.repository.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.repository.chunk.ChunkerParameters.Gear;
import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.id.Sha256;
import io.holdfast.testkit.fact.Fact;
import io.holdfast.testkit.property.Property;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class GearChunkerTest {
  private static final int MIB = 1 << 20;

  /** restic's {@code ZeroChunk}: the SHA-256 of 512 KiB of zeros. */
  private static final BlobId ZERO_CHUNK =
      BlobId.parse("07854d2fef297a06ba81685e660c332de36d5d18d546927d30daad6d7fda1541");

  private static Gear gear(String secret) {
    return Gear.of(Sha256.of(secret.getBytes(StandardCharsets.UTF_8)).bytes());
  }

  private static List<Integer> ends(byte[] data) {
    return Sample.ends(gear("secret").newChunker(), data);
  }

  private static List<BlobId> blobs(byte[] data) {
    List<BlobId> blobs = new ArrayList<>();
    int start = 0;
    for (int end : ends(data)) {
      blobs.add(new BlobId(Sha256.of(data, start, end - start)));
      start = end;
    }
    return blobs;
  }

  @Test
  void a_secret_gives_the_same_cuts_for_ever() {
    assertThat(ends(Sample.random("random", 8 * MIB)))
        .containsExactly(1285721, 2343548, 3395417, 4827339, 6728313, 7821080, 8388608);
  }

  @Test
  void cuts_like_a_literal_port() {
    Property.check(
        4,
        random -> {
          byte[] secret = new byte[Gear.SECRET_BYTES];
          random.nextBytes(secret);
          byte[] data = new byte[6 * MIB];
          random.nextBytes(data);
          for (int i = 0; i < 4; i++) {
            int from = random.nextInt(data.length);
            int length = random.nextInt(random.nextBoolean() ? 200_000 : 2_000_000);
            Arrays.fill(data, from, Math.min(data.length, from + length), (byte) 0);
          }

          assertThat(Sample.ends(Gear.of(secret).newChunker(), data))
              .isEqualTo(new LiteralGear(secret).ends(data));
        });
  }

  @Test
  void another_secret_gives_other_cuts() {
    byte[] data = Sample.random("random", 32 * MIB);
    Set<Integer> common = new HashSet<>(ends(data));

    common.retainAll(Sample.ends(gear("another").newChunker(), data));

    assertThat(common).containsOnly(data.length);
  }

  @Test
  void cuts_the_same_however_the_file_is_split_over_calls() {
    byte[] random = Sample.named("random", 16 * MIB);
    byte[] holes = Sample.named("holes", 40 * MIB);
    Chunker chunker = gear("secret").newChunker();

    Property.check(
        8,
        seeded -> {
          byte[] data = seeded.nextBoolean() ? random : holes;
          int longest = seeded.nextBoolean() ? 100_000 : 2_000_000;

          assertThat(Sample.endsInPieces(chunker, data, longest, seeded)).isEqualTo(ends(data));
        });
  }

  @Test
  void cuts_the_same_when_fed_byte_by_byte() {
    byte[] data = Sample.random("random", 2 * MIB);
    Arrays.fill(data, MIB / 4, MIB / 4 + MIB / 2, (byte) 0);
    List<Integer> expected = ends(data);
    Chunker chunker = gear("secret").newChunker();

    for (int i = 0; i < data.length - 1; i++) {
      assertThat(chunker.cut(data, i, i + 1)).isEqualTo(expected.contains(i + 1) ? i + 1 : -1);
    }
  }

  @Test
  void chunks_are_within_bounds_and_about_as_long_as_restics() {
    byte[] data = Sample.random("lengths", 128 * MIB);
    List<Integer> ends = ends(data);
    List<Integer> lengths = new ArrayList<>();
    int start = 0;
    for (int end : ends.subList(0, ends.size() - 1)) {
      lengths.add(end - start);
      start = end;
    }

    double mean = lengths.stream().mapToInt(Integer::intValue).average().orElseThrow();

    assertThat(lengths).allMatch(length -> length >= Chunker.MIN && length <= Chunker.MAX);
    assertThat(mean).isBetween(1.1 * MIB, 1.3 * MIB);
    // without the two masks a fifth would be longer than 2 MiB
    assertThat(lengths.stream().filter(length -> length > 2 * MIB).count())
        .isLessThan(lengths.size() / 20);
  }

  @Test
  void an_insertion_leaves_all_but_a_few_blobs() {
    byte[] before = Sample.random("random", 32 * MIB);
    byte[] after = new byte[before.length + 12345];
    int at = 10 * MIB;
    System.arraycopy(before, 0, after, 0, at);
    System.arraycopy(before, at, after, at + 12345, before.length - at);
    List<BlobId> known = blobs(before);

    List<BlobId> added = new ArrayList<>(blobs(after));
    added.removeAll(known);

    assertThat(known).hasSizeGreaterThan(20);
    assertThat(added).hasSizeBetween(1, 3);
  }

  @Test
  @Fact("F32")
  @DisplayName("F32: a run of zeros is cut into restic's ZeroChunk")
  void zeros_are_cut_at_512_kibibytes() {
    byte[] zeros = new byte[5 * Chunker.MIN + 7];

    assertThat(blobs(zeros).subList(0, 5)).containsOnly(ZERO_CHUNK);
    assertThat(ends(zeros)).endsWith(5 * Chunker.MIN, zeros.length);
  }

  @Test
  @Fact("F32")
  @DisplayName("F32: a hole behind data is cut into restic's ZeroChunk, too")
  void a_chunk_ends_soon_after_a_long_run_of_zeros_begins() {
    for (int dataLength : new int[] {1, 4096, 300_000, 520_000, 700_001, 3_000_000}) {
      byte[] file = Arrays.copyOf(Sample.random("data", dataLength), dataLength + 8 * MIB);

      List<BlobId> blobs = blobs(file);

      assertThat(blobs.stream().filter(ZERO_CHUNK::equals).count())
          .as("zero chunks after %s bytes", dataLength)
          .isGreaterThanOrEqualTo(14);
    }
  }

  @Test
  void short_runs_of_zeros_do_not_cut() {
    // pages of 8 KiB, each half empty, as a database has them
    byte[] pages = Sample.random("pages", 24 * MIB);
    for (int page = 0; page < pages.length; page += 8192) {
      Arrays.fill(pages, page, page + 4096, (byte) 0);
    }
    Set<Integer> common = new HashSet<>(ends(pages));

    common.retainAll(Sample.ends(gear("another").newChunker(), pages));

    assertThat(common).containsOnly(pages.length);
  }

  @Test
  void forgets_the_chunk_of_a_file_that_ended() {
    byte[] data = Sample.random("random", 4 * MIB);
    Chunker chunker = gear("secret").newChunker();
    assertThat(chunker.cut(data, 77, 500_000)).isEqualTo(-1);

    chunker.reset();

    assertThat(chunker.cut(data, 0, data.length)).isEqualTo(ends(data).getFirst());
  }

  @Test
  void the_secret_shows_nowhere_and_can_be_written_to_the_config() {
    Gear gear = gear("secret");

    assertThat(gear).hasToString("***").isEqualTo(Gear.of(gear.secret()));
    assertThat(gear).isNotEqualTo(gear("another"));
    gear.close();
    assertThat(gear.secret()).containsOnly(0);
  }
}
