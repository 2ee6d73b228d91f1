package io.holdfast.repository.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.repository.id.Sha256;
import io.holdfast.testkit.fact.Fact;
import io.holdfast.testkit.property.Property;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RabinChunkerTest {
  static List<PublishedCuts> published() {
    return PublishedCuts.all();
  }

  @ParameterizedTest
  @MethodSource("published")
  @Fact("F33")
  @DisplayName("F33: cuts where restic's chunker 0.5.0 cuts")
  void cuts_where_restic_cuts(PublishedCuts expected) {
    byte[] data = Sample.named(expected.name(), expected.length());
    assertThat(Sha256.of(data).hex()).isEqualTo(expected.sha256());

    List<Integer> ends = Sample.ends(new RabinChunker(expected.polynomial()), data);

    assertThat(ends).isEqualTo(expected.ends());
  }

  @Test
  @Fact("F33")
  @DisplayName("F33: random polynomials and contents, cut as by a literal port")
  void cuts_like_the_literal_port() {
    Property.check(
        6,
        random -> {
          Polynomial polynomial = Polynomial.generate(new SecureRandom());
          byte[] data = new byte[4 << 20];
          random.nextBytes(data);
          // a stretch that repeats, and one with few different bytes
          int from = random.nextInt(2 << 20);
          int period = 1 + random.nextInt(300);
          for (int i = from; i < from + (1 << 20); i++) {
            data[i] = (byte) (i % period);
          }
          List<Integer> expected = new LiteralRabin(polynomial).ends(data);

          assertThat(Sample.ends(new RabinChunker(polynomial), data)).isEqualTo(expected);
        });
  }

  @Test
  void cuts_the_same_however_the_file_is_split_over_calls() {
    PublishedCuts expected = PublishedCuts.all().getFirst();
    byte[] data = Sample.named(expected.name(), expected.length());
    RabinChunker chunker = new RabinChunker(expected.polynomial());

    Property.check(
        8,
        random -> {
          int longest = random.nextBoolean() ? 200_000 : 2_000_000;

          assertThat(Sample.endsInPieces(chunker, data, longest, random))
              .isEqualTo(expected.ends());
        });
  }

  @Test
  void cuts_the_same_when_fed_byte_by_byte() {
    PublishedCuts expected = PublishedCuts.all().getFirst();
    byte[] data =
        Arrays.copyOf(Sample.named(expected.name(), expected.length()), expected.ends().get(1) + 9);
    RabinChunker chunker = new RabinChunker(expected.polynomial());

    for (int i = 0; i < data.length; i++) {
      int end = chunker.cut(data, i, i + 1);

      assertThat(end).isEqualTo(expected.ends().contains(i + 1) ? i + 1 : -1);
    }
  }

  @Test
  void forgets_the_chunk_of_a_file_that_ended() {
    PublishedCuts expected = PublishedCuts.all().getFirst();
    byte[] data = Sample.named(expected.name(), expected.length());
    RabinChunker chunker = new RabinChunker(expected.polynomial());
    int unfinished = chunker.cut(data, 5, 700_000);
    assertThat(unfinished).isEqualTo(-1);

    chunker.reset();

    assertThat(chunker.cut(data, 0, data.length)).isEqualTo(expected.ends().getFirst());
  }

  @Test
  @Fact("F33")
  @DisplayName("F33: a chunk has at most 8 MiB")
  void cuts_at_the_maximum() {
    // one repeated byte has one fingerprint, which almost surely does not cut
    byte[] data = new byte[Chunker.MAX + 1000];
    Arrays.fill(data, (byte) 'x');

    List<Integer> ends = Sample.ends(new RabinChunker(Polynomial.parse("3da3358b4dc173")), data);

    assertThat(ends).containsExactly(Chunker.MAX, data.length);
  }
}
