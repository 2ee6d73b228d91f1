package io.holdfast.repository.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import io.holdfast.testkit.fact.Fact;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class DecompressorTest {
  private final Decompressor decompressor = new Decompressor();

  @AfterEach
  void close() {
    decompressor.close();
  }

  @Test
  @Fact("F17")
  void reads_frames_without_a_size_and_several_in_a_row() throws MalformedException {
    byte[] one = noise(1, 3000);
    byte[] two = new byte[200_000];
    byte[] frames = joined(sizeless(one), sizeless(two));
    byte[] expected = joined(one, two);

    assertThat(decompressor.decompress(frames, 0, frames.length, expected.length))
        .isEqualTo(expected);
    assertThat(Decompressor.decompressUpTo(frames, 0, frames.length, expected.length))
        .isEqualTo(expected);
  }

  /** The first frame's word for its length is where room is made for; it need not be the last. */
  @Test
  @Fact("F17")
  void reads_what_follows_a_frame_that_says_its_size() throws MalformedException {
    byte[] one = noise(2, 3000);
    byte[] two = noise(3, 200_000);
    byte[] alone = Zstd.compress(one);
    byte[] frames = joined(alone, Zstd.compress(two));
    byte[] expected = joined(one, two);

    assertThat(Decompressor.decompressUpTo(alone, 0, alone.length, one.length)).isEqualTo(one);
    assertThat(Decompressor.decompressUpTo(frames, 0, frames.length, expected.length))
        .isEqualTo(expected);
    assertThatThrownBy(
            () -> Decompressor.decompressUpTo(frames, 0, frames.length, expected.length - 1))
        .isInstanceOf(MalformedException.class);
    assertThatThrownBy(() -> Decompressor.decompressUpTo(frames, 0, frames.length, one.length))
        .isInstanceOf(MalformedException.class);
  }

  @Test
  void refuses_more_and_less_than_was_said() {
    byte[] frame = sizeless(new byte[1000]);

    for (int wrong : new int[] {0, 999, 1001}) {
      assertThatThrownBy(() -> decompressor.decompress(frame, 0, frame.length, wrong))
          .isInstanceOf(MalformedException.class);
    }
    assertThatThrownBy(() -> Decompressor.decompressUpTo(frame, 0, frame.length, 999))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining("more than 999 bytes");
  }

  @Test
  void refuses_what_is_cut_or_no_zstd_or_nothing() {
    byte[] frame = sizeless(noise(2, 1000));

    for (int length = 0; length < frame.length; length += 97) {
      int cut = length;
      assertThatThrownBy(() -> decompressor.decompress(frame, 0, cut, 1000))
          .as("%d bytes", cut)
          .isInstanceOf(MalformedException.class);
    }
    assertThatThrownBy(() -> Decompressor.decompressUpTo(frame, 0, frame.length - 1, 1000))
        .isInstanceOf(MalformedException.class);
    assertThatThrownBy(() -> Decompressor.decompressUpTo(noise(3, 100), 0, 100, 1000))
        .isInstanceOf(MalformedException.class);
  }

  @Test
  void a_length_must_be_one_that_so_few_bytes_can_stand_for() {
    assertThat(Decompressor.isPlausible(1000, 1 << 20)).isTrue();
    assertThat(Decompressor.isPlausible(10, 1 << 20)).isFalse();
    assertThat(Decompressor.isPlausible(10, -1)).isFalse();
    assertThatThrownBy(() -> decompressor.decompress(new byte[10], 0, 10, Integer.MAX_VALUE))
        .hasMessageContaining("cannot stand for 2147483647");
  }

  @Test
  void whatever_compresses_best_is_plausible() {
    try (Compressor compressor = new Compressor(CompressionLevel.MAX)) {
      for (int length = 1; length < 64 << 20; length *= 5) {
        int compressed = compressor.compress(new byte[length]).length;
        assertThat(Decompressor.isPlausible(compressed, length)).as("%d zeros", length).isTrue();
      }
    }
  }

  private static byte[] sizeless(byte[] content) {
    try (ZstdCompressCtx context = new ZstdCompressCtx()) {
      context.setContentSize(false);
      return context.compress(content);
    }
  }

  private static byte[] noise(long seed, int length) {
    byte[] noise = new byte[length];
    new Random(seed).nextBytes(noise);
    return noise;
  }

  private static byte[] joined(byte[] one, byte[] two) {
    byte[] joined = Arrays.copyOf(one, one.length + two.length);
    System.arraycopy(two, 0, joined, one.length, two.length);
    return joined;
  }
}
