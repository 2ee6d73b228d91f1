package io.holdfast.repository.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.repository.codec.MalformedException;
import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.id.Sha256;
import io.holdfast.testkit.fact.Fact;
import io.holdfast.testkit.property.Property;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class PackHeaderTest {
  private static final BlobId FIRST = new BlobId(Sha256.of(new byte[] {1}));
  private static final BlobId SECOND = new BlobId(Sha256.of(new byte[] {2}));

  @Test
  @Fact("F12")
  void f12_has_37_bytes_for_a_plain_and_41_for_a_compressed_blob() {
    List<PackEntry> entries =
        List.of(
            new PackEntry(BlobType.TREE, FIRST, 0, 0x102, 0),
            new PackEntry(BlobType.TREE, SECOND, 0x102, 0x30405, 0x60708));

    byte[] header = PackHeader.encode(entries);

    byte[] expected =
        ByteBuffer.allocate(37 + 41)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put((byte) 1)
            .putInt(0x102)
            .put(FIRST.hash().bytes())
            .put((byte) 3)
            .putInt(0x30405)
            .putInt(0x60708)
            .put(SECOND.hash().bytes())
            .array();
    assertThat(header).isEqualTo(expected);
  }

  @Test
  @Fact("F12")
  void f12_gives_data_blobs_the_types_0_and_2() {
    List<PackEntry> entries =
        List.of(
            new PackEntry(BlobType.DATA, FIRST, 0, 40, 0),
            new PackEntry(BlobType.DATA, SECOND, 40, 50, 60));

    byte[] header = PackHeader.encode(entries);

    assertThat(header[0]).isEqualTo((byte) 0);
    assertThat(header[37]).isEqualTo((byte) 2);
  }

  @Test
  @Fact("F12")
  void f12_implies_offsets_from_the_lengths() throws Exception {
    List<PackEntry> entries =
        List.of(
            new PackEntry(BlobType.DATA, FIRST, 0, 100, 0),
            new PackEntry(BlobType.DATA, SECOND, 100, 50, 900));

    List<PackEntry> decoded = PackHeader.decode(PackHeader.encode(entries), 150 + 37 + 41 + 32 + 4);

    assertThat(decoded).isEqualTo(entries);
  }

  @Test
  @Fact("F13")
  void f13_accounts_for_every_byte_of_the_pack() {
    List<PackEntry> entries = List.of(new PackEntry(BlobType.DATA, FIRST, 0, 100, 0));
    byte[] header = PackHeader.encode(entries);

    assertThat(PackHeader.packSize(entries)).isEqualTo(173);
    assertThatThrownBy(() -> PackHeader.decode(header, 174))
        .isInstanceOf(MalformedException.class)
        .hasMessage("the pack has 174 bytes, its header accounts for 173");
    assertThatThrownBy(() -> PackHeader.decode(header, 172)).isInstanceOf(MalformedException.class);
  }

  @Test
  @Fact("F14")
  void f14_refuses_blobs_beyond_4_gib() {
    byte[] header = header(0, Integer.MAX_VALUE - 31, 0, Integer.MAX_VALUE, 0, 33);

    assertThatThrownBy(() -> PackHeader.decode(header, 0x1_0000_0000L + 200))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining("beyond 4 GiB");
  }

  @Test
  @Fact("F14")
  void f14_reads_blobs_up_to_4_gib() throws Exception {
    byte[] header = header(0, Integer.MAX_VALUE - 31, 0, Integer.MAX_VALUE, 0, 32);

    List<PackEntry> decoded = PackHeader.decode(header, 0xFFFF_FFFFL + header.length + 36);

    assertThat(decoded.getLast().end()).isEqualTo(0xFFFF_FFFFL);
  }

  @Test
  @Fact("F16")
  void f16_keeps_an_empty_blob_uncompressed() throws Exception {
    List<PackEntry> entries = List.of(new PackEntry(BlobType.DATA, FIRST, 0, 32, 0));

    PackEntry decoded = PackHeader.decode(PackHeader.encode(entries), 32 + 37 + 36).getFirst();

    assertThat(decoded.compressed()).isFalse();
    assertThat(decoded.plainLength()).isZero();
  }

  @Test
  @Fact("F16")
  void f16_refuses_a_compressed_blob_of_no_length() {
    byte[] header = header(2, 41, 0);

    assertThatThrownBy(() -> PackHeader.decode(header, 1000))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining("uncompressed length 0");
  }

  @Test
  void refuses_a_header_without_blobs() {
    assertThatThrownBy(() -> PackHeader.decode(new byte[0], 36))
        .isInstanceOf(MalformedException.class)
        .hasMessage("the pack header names no blob");
    assertThatThrownBy(() -> PackHeader.encode(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refuses_a_header_that_was_cut() {
    byte[] header = header(0, 100);

    assertThatThrownBy(() -> PackHeader.decode(Arrays.copyOf(header, 36), 172))
        .isInstanceOf(MalformedException.class)
        .hasMessage("the pack header ends within blob 0: 36 bytes are left, expected 37");
  }

  @Test
  void refuses_an_unknown_type() {
    byte[] header = header(4, 100);

    assertThatThrownBy(() -> PackHeader.decode(header, 173))
        .isInstanceOf(MalformedException.class)
        .hasMessage("blob 0 of the pack header has type 4, expected 0 to 3");
  }

  @Test
  void refuses_a_blob_shorter_than_its_overhead() {
    byte[] header = header(0, 31);

    assertThatThrownBy(() -> PackHeader.decode(header, 104))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining("stored length 31");
  }

  @Test
  void refuses_a_blob_of_2_gib() {
    byte[] header = header(0, 0x8000_0000);

    assertThatThrownBy(() -> PackHeader.decode(header, 0x8000_0000L + 73))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining("stored length 2147483648");
  }

  @Test
  void refuses_a_header_above_16_mib() {
    byte[] header = new byte[PackHeader.MAX_SEALED_BYTES - PackEntry.OVERHEAD + 1];

    assertThatThrownBy(() -> PackHeader.decode(header, 1L << 31))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining("the most allowed is 16777184");
  }

  @Test
  void does_not_write_blobs_with_a_gap() {
    List<PackEntry> entries =
        List.of(
            new PackEntry(BlobType.DATA, FIRST, 0, 100, 0),
            new PackEntry(BlobType.DATA, SECOND, 101, 50, 900));

    assertThatThrownBy(() -> PackHeader.encode(entries))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("blob 1 of the new pack header reads back as");
  }

  @Test
  void finds_the_header_by_the_last_four_bytes() throws Exception {
    byte[] tail = {9, 9, 9, 0x45, 0, 0, 0};

    assertThat(PackHeader.sealedLength(tail, 1000)).isEqualTo(69);
    assertThat(PackHeader.trailer(69)).containsExactly(0x45, 0, 0, 0);
  }

  @Test
  void refuses_a_header_length_that_cannot_be() {
    assertRefused(PackHeader.trailer(0), 1000);
    assertRefused(PackHeader.trailer(68), 1000);
    assertRefused(PackHeader.trailer(965), 1000);
    assertRefused(PackHeader.trailer(-1), 0xFFFF_FFFFL);
    assertRefused(PackHeader.trailer((16 << 20) + 1), 1 << 30);
    assertRefused(new byte[3], 1000);
  }

  private static void assertRefused(byte[] tail, long packSize) {
    assertThatThrownBy(() -> PackHeader.sealedLength(tail, packSize))
        .isInstanceOf(MalformedException.class);
  }

  @Test
  void reads_back_what_it_writes() {
    Property.check(
        200,
        random -> {
          List<PackEntry> entries = randomEntries(random);

          byte[] header = PackHeader.encode(entries);

          assertThat(PackHeader.decode(header, PackHeader.packSize(entries))).isEqualTo(entries);
        });
  }

  @Test
  void refuses_or_reads_damaged_headers_and_does_nothing_else() {
    int[] accepted = new int[1];

    Property.check(
        20_000,
        random -> {
          List<PackEntry> entries = randomEntries(random);
          byte[] header = PackHeader.encode(entries);
          long size = PackHeader.packSize(entries);
          damage(header, random);
          byte[] damaged =
              random.nextInt(4) == 0
                  ? Arrays.copyOf(header, random.nextInt(header.length + 50))
                  : header;
          try {
            List<PackEntry> decoded = PackHeader.decode(damaged, size);
            assertThat(PackHeader.packSize(decoded)).isEqualTo(size);
            assertThat(PackHeader.encode(decoded)).isEqualTo(damaged);
            accepted[0]++;
          } catch (MalformedException expected) {
            assertThat(expected).hasMessageContaining("pack");
          }
        });

    // Damage to an id is not the header's to find.
    assertThat(accepted[0]).isPositive();
  }

  private static void damage(byte[] bytes, Random random) {
    for (int i = random.nextInt(3); i >= 0; i--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
    }
  }

  private static List<PackEntry> randomEntries(Random random) {
    BlobType type = random.nextBoolean() ? BlobType.DATA : BlobType.TREE;
    List<PackEntry> entries = new ArrayList<>();
    long offset = 0;
    for (int i = random.nextInt(20); i >= 0; i--) {
      byte[] id = new byte[32];
      random.nextBytes(id);
      int length = 32 + random.nextInt(1 << random.nextInt(1, 26));
      int plain = random.nextBoolean() ? 0 : 1 + random.nextInt(1 << 26);
      PackEntry entry = new PackEntry(type, new BlobId(Sha256.at(id, 0)), offset, length, plain);
      entries.add(entry);
      offset = entry.end();
    }
    return entries;
  }

  // Entries of one type each: type, then length; compressed ones with their uncompressed length.
  private static byte[] header(int... numbers) {
    ByteBuffer header = ByteBuffer.allocate(1000).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < numbers.length; ) {
      int type = numbers[i++];
      header.put((byte) type).putInt(numbers[i++]);
      if (type == 2 || type == 3) {
        header.putInt(numbers[i++]);
      }
      header.put(FIRST.hash().bytes());
    }
    return Arrays.copyOf(header.array(), header.position());
  }
}
