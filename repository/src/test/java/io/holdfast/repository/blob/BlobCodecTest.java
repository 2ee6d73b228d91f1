package io.holdfast.repository.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.repository.chunk.Chunker;
import io.holdfast.repository.codec.CompressionLevel;
import io.holdfast.repository.codec.MalformedException;
import io.holdfast.repository.crypto.AuthenticationException;
import io.holdfast.repository.crypto.MasterKey;
import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.id.Sha256;
import io.holdfast.repository.pack.BlobType;
import io.holdfast.repository.pack.PackEntry;
import io.holdfast.testkit.fact.Fact;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class BlobCodecTest {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final MasterKey key = MasterKey.generate(RANDOM);
  private final LargeWorkspaces large = new LargeWorkspaces();
  private final BlobCodec codec = codec(CompressionLevel.AUTO);

  private BlobCodec codec(CompressionLevel level) {
    return new BlobCodec(key, RANDOM, level, large);
  }

  @AfterEach
  void close() {
    codec.close();
  }

  /** A blob as a pack would hold it, on its own. */
  private static Held held(BlobCodec codec, BlobType type, byte[] plain) throws IOException {
    BlobId id = new BlobId(Sha256.of(plain));
    BlobCodec.Encoded encoded = codec.encode(type, id, plain, 0, plain.length);
    byte[] sealed = Arrays.copyOf(encoded.sealed(), encoded.length());
    return new Held(
        new PackEntry(type, id, 0, encoded.length(), encoded.uncompressedLength()), sealed);
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Held(PackEntry entry, byte[] sealed) {}

  @ParameterizedTest
  @EnumSource(CompressionLevel.class)
  void gives_back_what_was_encoded_at_any_level(CompressionLevel level) throws IOException {
    Random random = new Random(1);
    try (BlobCodec writer = codec(level)) {
      for (int length : new int[] {0, 1, 31, 100, 65_536, 1_000_000}) {
        byte[] plain = new byte[length];
        random.nextBytes(plain);
        Arrays.fill(plain, length / 2, length, (byte) 7);
        Held held = held(writer, BlobType.DATA, plain);

        assertThat(codec.unpack(held.entry(), held.sealed(), 0)).isEqualTo(plain);
      }
    }
  }

  @Test
  void blobs_of_all_sizes_take_turns() throws IOException {
    Random random = new Random(2);
    int[] lengths = {100, 600_000, Workspace.USUAL, Workspace.USUAL + 1, 9_000_000, 5_000_000, 100};
    try (BlobCodec other = new BlobCodec(key, RANDOM, CompressionLevel.AUTO, large)) {
      for (int length : lengths) {
        byte[] plain = new byte[length];
        random.nextBytes(plain);
        Held held = held(codec, BlobType.TREE, plain);

        codec.rest();
        assertThat(other.unpack(held.entry(), held.sealed().clone(), 0)).isEqualTo(plain);
        assertThat(codec.unpack(held.entry(), held.sealed(), 0)).isEqualTo(plain);
      }
    }
  }

  @Test
  void codecs_take_turns_in_the_memory_for_large_blobs() throws Exception {
    byte[] big = new byte[Chunker.MAX];
    List<Thread> others = new ArrayList<>();
    Set<byte[]> memories = Collections.newSetFromMap(new IdentityHashMap<>());
    for (int i = 0; i < Runtime.getRuntime().availableProcessors() + 1; i++) {
      others.add(
          Thread.ofPlatform()
              .start(() -> {
                try (BlobCodec other = codec(CompressionLevel.AUTO)) {
                  held(other, BlobType.DATA, big);
                  synchronized (memories) {
                    memories.add(other.plain());
                  }
                  other.rest();
                } catch (IOException failed) {
                  throw new IllegalStateException(failed);
                }
              }));
    }
    for (Thread other : others) {
      other.join();
    }

    int turns = Math.max(1, Runtime.getRuntime().availableProcessors() / 4);
    assertThat(memories.size()).isBetween(1, turns);
  }

  @Test
  void a_turn_that_is_waited_for_can_be_given_up() throws IOException {
    for (int i = 0; i < Math.max(1, Runtime.getRuntime().availableProcessors() / 4); i++) {
      large.awaitTurn();
    }
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> held(codec, BlobType.DATA, new byte[9_000_000]))
        .isInstanceOf(InterruptedIOException.class);

    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  @Fact("F16")
  void an_empty_blob_is_never_marked_as_compressed() throws IOException {
    for (BlobType type : BlobType.values()) {
      Held held = held(codec, type, new byte[0]);

      assertThat(held.entry().compressed()).isFalse();
      assertThat(held.entry().length()).isEqualTo(PackEntry.OVERHEAD);
    }
  }

  @Test
  @Fact("F16")
  void trees_are_compressed_at_any_level_and_data_unless_told_otherwise() throws IOException {
    byte[] plain = new byte[1];
    try (BlobCodec off = codec(CompressionLevel.OFF)) {
      assertThat(held(off, BlobType.TREE, plain).entry().uncompressedLength()).isOne();
      assertThat(held(off, BlobType.DATA, plain).entry().compressed()).isFalse();
    }
    assertThat(held(codec, BlobType.DATA, plain).entry().uncompressedLength()).isOne();
  }

  @Test
  @Fact("F9")
  void bytes_that_changed_do_not_authenticate() throws IOException {
    Held held = held(codec, BlobType.DATA, new byte[100]);
    for (int at = 0; at < held.sealed().length; at++) {
      held.sealed()[at] ^= 4;
      assertThatThrownBy(() -> codec.unpack(held.entry(), held.sealed(), 0))
          .isInstanceOf(AuthenticationException.class);
      held.sealed()[at] ^= 4;
    }
  }

  @Test
  @Fact("F11")
  void content_under_another_id_is_refused() throws IOException {
    Held held = held(codec, BlobType.DATA, new byte[100]);
    BlobId other = new BlobId(Sha256.of(new byte[1]));
    PackEntry lie =
        new PackEntry(
            BlobType.DATA, other, 0, held.entry().length(), held.entry().uncompressedLength());

    assertThatThrownBy(() -> codec.unpack(lie, held.sealed(), 0))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining(other.toString());
  }

  @Test
  void a_length_that_is_not_the_contents_is_refused_before_it_is_allocated() throws IOException {
    Held held = held(codec, BlobType.DATA, new byte[100]);
    for (int wrong : new int[] {99, 101, 100_000, Integer.MAX_VALUE}) {
      PackEntry lie =
          new PackEntry(BlobType.DATA, held.entry().id(), 0, held.entry().length(), wrong);
      assertThatThrownBy(() -> codec.unpack(lie, held.sealed().clone(), 0))
          .as("%d", wrong)
          .isInstanceOf(MalformedException.class);
    }
  }
}
