package io.holdfast.repository.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import io.holdfast.testkit.fact.Fact;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class FileWrappingTest {
  private static final byte[] JSON = "{\"packs\":[]}".getBytes(UTF_8);

  @Test
  @Fact("F10")
  void begins_with_a_two_and_one_zstd_frame() {
    try (var compressor = new Compressor(CompressionLevel.AUTO)) {
      byte[] wrapped = FileWrapping.wrap(JSON, compressor);

      assertThat(wrapped[0]).isEqualTo((byte) 2);
      assertThat(Zstd.decompress(Arrays.copyOfRange(wrapped, 1, wrapped.length), 100))
          .isEqualTo(JSON);
    }
  }

  @Test
  @Fact("F10")
  void reads_what_it_wrote_and_json_as_it_is() throws IOException {
    try (var compressor = new Compressor(CompressionLevel.AUTO)) {
      assertThat(FileWrapping.unwrap(FileWrapping.wrap(JSON, compressor), 100)).isEqualTo(JSON);
    }
    assertThat(FileWrapping.unwrap(JSON, 100)).isEqualTo(JSON);
    assertThat(FileWrapping.unwrap("[]".getBytes(UTF_8), 100)).isEqualTo("[]".getBytes(UTF_8));
  }

  @Test
  void refuses_another_beginning_and_more_than_was_expected() {
    assertThatThrownBy(() -> FileWrapping.unwrap(new byte[] {3, 1}, 100))
        .hasMessageContaining("begins with byte 3");
    assertThatThrownBy(() -> FileWrapping.unwrap(new byte[0], 100)).hasMessageContaining("empty");
    assertThatThrownBy(() -> FileWrapping.unwrap(JSON, JSON.length - 1))
        .hasMessageContaining("too many");
  }
}
