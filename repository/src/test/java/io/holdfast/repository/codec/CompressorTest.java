package io.holdfast.repository.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import io.holdfast.testkit.fact.Fact;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class CompressorTest {
  private static final byte[] TEXT = "holdfast ".repeat(1_000_000).getBytes(UTF_8);

  /** RFC 8878, 3.1.1.1: the descriptor's bit 2 says checksum, bits 0 and 1 dictionary. */
  private static final int CHECKSUM_AND_DICTIONARY = 0b111;

  @ParameterizedTest
  @EnumSource(CompressionLevel.class)
  @Fact("F17")
  void makes_one_frame_with_its_size_and_without_checksum_or_dictionary(CompressionLevel level) {
    try (var compressor = new Compressor(level)) {
      byte[] frame = compressor.compress(TEXT);

      assertThat(Zstd.getFrameContentSize(frame)).isEqualTo(TEXT.length);
      assertThat(Zstd.findFrameCompressedSize(frame)).isEqualTo(frame.length);
      assertThat(frame[4] & CHECKSUM_AND_DICTIONARY).isZero();
      assertThat(windowOf(frame)).isLessThanOrEqualTo(8L << 20);
    }
  }

  @Test
  @Fact("F16")
  void refuses_to_compress_nothing() {
    try (var compressor = new Compressor(CompressionLevel.AUTO)) {
      assertThatThrownBy(() -> compressor.compress(new byte[0]))
          .hasMessageContaining("empty blob cannot be marked as compressed");
    }
  }

  @Test
  @Fact("F16")
  void compresses_also_what_grows_by_it() {
    byte[] random = new byte[1_000];
    new Random(3).nextBytes(random);
    try (var compressor = new Compressor(CompressionLevel.AUTO)) {
      byte[] frame = compressor.compress(random);

      assertThat(frame.length).isGreaterThan(random.length);
      assertThat(Zstd.decompress(frame, random.length)).isEqualTo(random);
    }
  }

  /**
   * A frame in a single segment has its content as its window; else a byte says how large it is.
   */
  private static long windowOf(byte[] frame) {
    boolean singleSegment = (frame[4] & 0x20) != 0;
    if (singleSegment) {
      return Zstd.getFrameContentSize(frame);
    }
    int exponent = (frame[5] & 0xff) >>> 3;
    int mantissa = frame[5] & 7;
    long base = 1L << (10 + exponent);
    return base + base / 8 * mantissa;
  }
}
