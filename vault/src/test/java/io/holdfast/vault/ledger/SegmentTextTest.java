package io.holdfast.vault.ledger;

import static io.holdfast.protection.ledger.LedgerFixture.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.protection.ledger.Chain;
import io.holdfast.protection.ledger.LedgerFixture;
import io.holdfast.protection.ledger.Segment;
import io.holdfast.protection.ledger.WriterKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Segments as text. */
final class SegmentTextTest {
  private final WriterKey key = LedgerFixture.key();

  @Test
  void a_segment_reads_back_byte_by_byte() throws IOException {
    var entries = LedgerFixture.entries(Chain.empty(SHOP, key.id()), 5);
    var segment = Segment.sign(entries, key);

    var read = SegmentText.read("test", SegmentText.write(segment));

    assertThat(read).isEqualTo(segment);
    assertThat(read.flaws(Chain.empty(SHOP, key.id()))).isEmpty();
  }

  @Test
  void a_segment_without_its_last_line_is_refused() {
    var entries = LedgerFixture.entries(Chain.empty(SHOP, key.id()), 2);
    var text = new String(SegmentText.write(Segment.sign(entries, key)), StandardCharsets.UTF_8);
    var cut = text.substring(0, text.lastIndexOf('\n', text.length() - 2) + 1);

    assertThatThrownBy(() -> SegmentText.read("test", cut.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("test has no signature");
  }
}
