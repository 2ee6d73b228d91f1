package io.holdfast.repository.compose;

import io.holdfast.repository.blob.BlobWriter;
import io.holdfast.repository.codec.CompressionLevel;
import io.holdfast.repository.snapshot.Completeness;
import io.holdfast.repository.snapshot.SnapshotAuthor;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a snapshot is to be composed of.
 *
 * @param pieces at least one; later ones are laid over earlier ones
 * @param labels what the snapshot says about itself
 * @param settings how new packs are made
 */
public record ComposeRequest(List<Piece> pieces, Labels labels, Settings settings) {
  public ComposeRequest {
    pieces = List.copyOf(pieces);
    if (pieces.isEmpty()) {
      throw new IllegalArgumentException(
          "a snapshot cannot be composed of nothing: expected at least one piece");
    }
  }

  /**
   * What a snapshot says about itself.
   *
   * @param time of the snapshot, and of the files that are made
   * @param paths that it is said to cover, absolute; at least one
   * @param tags labels, in order
   * @param author who makes it; owns what is made
   * @param completeness how the entries in scope ended; absent when nobody says
   */
  public record Labels(
      Instant time,
      List<String> paths,
      List<String> tags,
      SnapshotAuthor author,
      @Nullable Completeness completeness) {
    public Labels {
      paths = List.copyOf(paths);
      tags = List.copyOf(tags);
      if (paths.isEmpty()) {
        throw new IllegalArgumentException(
            "a snapshot needs a path that it covers: expected at least one, such as /shop");
      }
    }
  }

  /**
   * How new packs are made.
   *
   * @param writing size, and how many are uploaded at a time
   * @param level of compression
   */
  public record Settings(BlobWriter.Settings writing, CompressionLevel level) {
    public static final Settings DEFAULT =
        new Settings(BlobWriter.Settings.DEFAULT, CompressionLevel.AUTO);
  }
}
