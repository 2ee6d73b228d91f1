package io.holdfast.repository.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.id.Sha256;
import io.holdfast.testkit.fact.Fact;
import org.junit.jupiter.api.Test;

final class PackEntryTest {
  private static final BlobId ID = new BlobId(Sha256.of(new byte[0]));

  @Test
  @Fact("F9")
  void f9_has_32_bytes_more_than_was_encrypted() {
    PackEntry plain = new PackEntry(BlobType.DATA, ID, 5, 132, 0);

    assertThat(plain.plainLength()).isEqualTo(100);
    assertThat(plain.end()).isEqualTo(137);
  }

  @Test
  void knows_the_plain_length_of_a_compressed_blob() {
    PackEntry compressed = new PackEntry(BlobType.TREE, ID, 0, 132, 5000);

    assertThat(compressed.plainLength()).isEqualTo(5000);
  }

  @Test
  void refuses_places_that_cannot_be() {
    assertRefused(0, 31, 0);
    assertRefused(-1, 32, 0);
    assertRefused(0, 32, -1);
    assertRefused(0xFFFF_FFFFL - 31, 32, 0);
  }

  private static void assertRefused(long offset, int length, int uncompressedLength) {
    assertThatThrownBy(() -> new PackEntry(BlobType.DATA, ID, offset, length, uncompressedLength))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(ID.hex());
  }
}
