package io.holdfast.repository.blob;

import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.pack.BlobType;
import java.io.IOException;

/** A blob that something in the repository names, but no index file does. */
public final class MissingBlobException extends IOException {
  private static final long serialVersionUID = 1;

  public MissingBlobException(BlobType type, BlobId id) {
    super(
        "%s blob %s is in no index file; 'restic repair index' may find its pack"
            .formatted(type.word(), id));
  }
}
