package io.holdfast.repository.blob;

import io.holdfast.repository.codec.MalformedException;
import io.holdfast.repository.crypto.AuthenticationException;
import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.index.BlobIndex;
import io.holdfast.repository.index.Location;
import io.holdfast.repository.object.DamagedObjectException;
import io.holdfast.repository.object.RepeatedRead;
import io.holdfast.repository.pack.BlobType;
import io.holdfast.repository.pack.PackEntry;
import io.holdfast.repository.store.ObjectKind;
import io.holdfast.repository.store.ObjectName;
import io.holdfast.repository.store.ObjectStore;
import io.holdfast.repository.store.RefusedException;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads single blobs by the index; thread-safe, each thread with its own codec. */
public final class BlobReader {
  /**
   * So many copies of a blob are tried: writers side by side leave two or three, and an index that
   * names a million bad ones must not keep a reader busy for ever.
   */
  private static final int MOST_COPIES = 16;

  private final ObjectStore store;
  private final BlobIndex index;

  public BlobReader(ObjectStore store, BlobIndex index) {
    this.store = store;
    this.index = index;
  }

  /**
   * The plaintext of a blob, verified against its id.
   *
   * <p>A copy that is damaged is read again, and some other copies are tried then; likewise when
   * the store refuses one, as it does for packs in an archive.
   *
   * @throws MissingBlobException when the index does not name it
   * @throws IOException when every copy is damaged, then the message names the first one's pack; or
   *     when the store fails or refuses, which says nothing of the copies
   */
  public byte[] load(BlobType type, BlobId id, BlobCodec codec) throws IOException {
    List<Location> copies = index.findAll(type, id, MOST_COPIES);
    if (copies.isEmpty()) {
      throw new MissingBlobException(type, id);
    }
    @Nullable IOException first = null;
    for (Location copy : copies) {
      try {
        return RepeatedRead.ifDamaged(() -> load(copy, codec));
      } catch (IOException failed) {
        first = graver(first, failed);
        if (!Damage.is(failed) && !(failed instanceof RefusedException)) {
          break; // it was asked for minutes, or is not to be asked any more
        }
      }
    }
    throw first;
  }

  /** That of two failures which is to be told: damage of one copy says nothing of the other. */
  private static IOException graver(@Nullable IOException first, IOException next) {
    if (first == null) {
      return next;
    }
    if (Damage.is(first) && !Damage.is(next)) {
      next.addSuppressed(first);
      return next;
    }
    first.addSuppressed(next);
    return first;
  }

  /** The blob's number in the index, from 0; -1 when it has none. */
  public int number(BlobType type, BlobId id) {
    return index.ordinal(type, id).orElse(-1);
  }

  private byte[] load(Location copy, BlobCodec codec) throws IOException {
    PackEntry entry = copy.entry();
    ObjectName pack = ObjectName.of(ObjectKind.PACK, copy.pack().hash());
    ObjectStore from =
        switch (entry.type()) {
          case DATA -> store;
          case TREE -> store.near();
        };
    byte[] sealed = from.read(pack, entry.offset(), entry.length());
    try {
      return codec.unpack(entry, sealed, 0);
    } catch (MalformedException | AuthenticationException damaged) {
      throw new DamagedObjectException(
          pack,
          "blob %s at offset %d: %s".formatted(entry.id(), entry.offset(), damaged.getMessage()));
    }
  }
}
