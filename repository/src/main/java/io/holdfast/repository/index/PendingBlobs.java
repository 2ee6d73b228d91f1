package io.holdfast.repository.index;

import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.pack.BlobType;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The blobs on their way into packs that are not stored yet; safe for use by many threads.
 *
 * <p>Who claims a blob stores it; everybody else takes it as stored. That holds as long as a failed
 * upload fails the whole backup, and as long as a pack is added to the index before its blobs are
 * released.
 */
public final class PendingBlobs {
  private final BlobIndex index;
  private final Set<Claim> claims = ConcurrentHashMap.newKeySet();

  public PendingBlobs(BlobIndex index) {
    this.index = index;
  }

  private record Claim(BlobType type, BlobId id) {}

  /** Whether the caller must store this blob: nobody has, and nobody else is about to. */
  public boolean claim(BlobType type, BlobId id) {
    if (index.contains(type, id)) {
      return false;
    }
    Claim claim = new Claim(type, id);
    if (!claims.add(claim)) {
      return false;
    }
    // Another worker may have finished this blob between the first look and the claim.
    if (index.contains(type, id)) {
      claims.remove(claim);
      return false;
    }
    return true;
  }

  /** Ends the claims on the blobs of a pack that was stored and added to the index. */
  public void release(IndexedPack pack) {
    pack.blobs().forEach(blob -> claims.remove(new Claim(blob.type(), blob.id())));
  }

  /** How many blobs are on their way. */
  public int size() {
    return claims.size();
  }
}
