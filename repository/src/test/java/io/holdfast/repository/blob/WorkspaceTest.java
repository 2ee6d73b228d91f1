package io.holdfast.repository.blob;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.repository.chunk.Chunker;
import io.holdfast.repository.codec.Compressor;
import org.junit.jupiter.api.Test;

final class WorkspaceTest {
  private final Workspace workspace = new Workspace();

  @Test
  void the_largest_chunk_takes_little_more_than_itself() {
    int length = Compressor.bound(Chunker.MAX);

    assertThat(workspace.compressed(length)).hasSizeBetween(length, length + 1000);
    assertThat(workspace.plain(Chunker.MAX)).hasSizeBetween(Chunker.MAX, length + 1000);
    assertThat(workspace.isOfUsualSize()).isTrue();
  }

  @Test
  void there_are_few_sizes() {
    byte[] small = workspace.sealed(1);
    assertThat(workspace.sealed(1 << 19)).isSameAs(small);
    byte[] usual = workspace.sealed((1 << 19) + 10_000);
    assertThat(workspace.sealed(Workspace.USUAL)).isSameAs(usual);
    assertThat(workspace.sealed(Workspace.USUAL + 20_000)).isNotSameAs(usual);
  }

  @Test
  void what_is_larger_than_any_size_gets_what_it_asks_for() {
    int length = BlobCodec.LARGEST + 1;

    assertThat(workspace.plain(length)).hasSize(length);
    assertThat(workspace.isOfUsualSize()).isFalse();
  }
}
