package io.holdfast.repository.blob;

import io.holdfast.repository.codec.CompressionLevel;
import io.holdfast.repository.codec.Compressor;
import io.holdfast.repository.codec.Decompressor;
import io.holdfast.repository.codec.MalformedException;
import io.holdfast.repository.crypto.AuthenticatedCipher;
import io.holdfast.repository.crypto.MasterKey;
import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.id.Sha256;
import io.holdfast.repository.pack.BlobType;
import io.holdfast.repository.pack.PackEntry;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * Turns blobs into what packs hold, and back: compress, seal; open, decompress, compare.
 *
 * <p>Holds keys and native memory; one per thread, closed at the end. Not thread-safe.
 */
public final class BlobCodec implements AutoCloseable {
  /**
   * The largest plaintext that is read: 1 GiB, which holds the tree of some three million entries,
   * but no more than a quarter of the memory there is. A few kilobytes can stand for so much, so
   * that a hostile pack must meet a limit before it meets the end of the heap.
   */
  public static final int LARGEST = (int) Math.min(1 << 30, Runtime.getRuntime().maxMemory() / 4);

  private final AuthenticatedCipher cipher;
  private final CompressionLevel level;
  private final Compressor compressor;
  private final Decompressor decompressor = new Decompressor();

  private final LargeWorkspaces large;
  private final Workspace usual = new Workspace();
  private Workspace workspace = usual;
  private boolean inTurn;

  /**
   * @param large those of the repository
   */
  public BlobCodec(
      MasterKey key, SecureRandom nonces, CompressionLevel level, LargeWorkspaces large) {
    this.large = large;
    this.cipher = new AuthenticatedCipher(key, nonces);
    this.level = level;
    this.compressor = new Compressor(level);
  }

  /**
   * A blob as a pack holds it.
   *
   * @param sealed has it from {@code offset} on; most often the codec's own memory, valid until its
   *     next call
   * @param uncompressedLength 0 when it is not compressed
   */
  @SuppressWarnings("ArrayRecordComponent") // it never leaves the thread, nor is it compared
  record Encoded(byte[] sealed, int offset, int length, int uncompressedLength) {}

  AuthenticatedCipher cipher() {
    return cipher;
  }

  /**
   * Compresses and seals a blob, and makes sure that a reader will get it back.
   *
   * <p>Trees are compressed at any level, as version 2 of the format wants (F16).
   *
   * <p>For a large blob it waits for its turn; {@link #rest} must follow soon.
   *
   * @throws IOException when what was encoded does not decode to what it was: this machine computes
   *     wrongly (restic has done this check since 0.16.4, after real corruption)
   */
  Encoded encode(BlobType type, BlobId id, byte[] bytes, int offset, int length)
      throws IOException {
    boolean compress = length > 0 && (level.compressesBlobs() || type == BlobType.TREE);
    if (length > Workspace.USUAL && !inTurn) {
      large.awaitTurn();
      inTurn = true;
    }
    workIn(length);
    byte[] sealed;
    int sealedLength;
    if (compress) {
      byte[] compressed = workspace.compressed(Compressor.bound(length));
      int count = compressor.compress(bytes, offset, length, compressed, 0);
      sealed = workspace.sealed(count + PackEntry.OVERHEAD);
      sealedLength = cipher.seal(compressed, 0, count, sealed, 0);
    } else {
      sealed = workspace.sealed(length + PackEntry.OVERHEAD);
      sealedLength = cipher.seal(bytes, offset, length, sealed, 0);
    }
    Encoded encoded = new Encoded(sealed, 0, sealedLength, compress ? length : 0);
    requireDecodes(id, encoded, bytes, offset, length);
    return encoded;
  }

  private void requireDecodes(BlobId id, Encoded encoded, byte[] bytes, int offset, int length)
      throws IOException {
    boolean same;
    try {
      int count =
          view(encoded.sealed(), encoded.offset(), encoded.length(), encoded.uncompressedLength());
      same = Arrays.equals(plain(), 0, count, bytes, offset, offset + length);
    } catch (IOException wrong) {
      throw new IOException("blob " + id + WRONG_MACHINE, wrong);
    }
    if (!same) {
      throw new IOException("blob " + id + WRONG_MACHINE);
    }
  }

  private static final String WRONG_MACHINE =
      " does not decode to what was encoded; nothing of it was stored; check this machine's memory"
          + " and CPU";

  /**
   * The plaintext of a blob that stands in {@code bytes} from {@code offset}, verified against its
   * id. The sealed bytes are lost.
   *
   * @throws MalformedException when it is not that blob
   */
  public byte[] unpack(PackEntry entry, byte[] bytes, int offset) throws IOException {
    int length = unpackToPlain(entry, bytes, offset);
    return Arrays.copyOf(plain(), length);
  }

  /** Like {@link #unpack}, but leaves the plaintext in {@link #plain()} and returns its length. */
  public int unpackToPlain(PackEntry entry, byte[] bytes, int offset) throws IOException {
    int length = unpackAny(bytes, offset, entry.length(), entry.uncompressedLength());
    if (!Sha256.of(plain(), 0, length).equals(entry.id().hash())) {
      throw new MalformedException(
          "blob " + entry.id() + " holds other content: the SHA-256 of its bytes is not its id");
    }
    return length;
  }

  /**
   * Like {@link #unpackToPlain}, but compares with no id: for whoever finds out what blob this is.
   *
   * @throws IOException when the bytes do not authenticate or decompress
   */
  public int unpackAny(byte[] bytes, int offset, int length, int uncompressedLength)
      throws IOException {
    if (uncompressedLength == 0) {
      return viewAny(bytes, offset, length, 0);
    }
    requireBearable(length, uncompressedLength);
    workIn(uncompressedLength);
    int count = cipher.openInPlace(bytes, offset, length);
    decompressor.decompress(
        bytes, offset, count, workspace.plain(uncompressedLength), 0, uncompressedLength);
    return uncompressedLength;
  }

  /** Like {@link #unpackAny}, but leaves the sealed bytes as they are. */
  public int viewAny(byte[] bytes, int offset, int length, int uncompressedLength)
      throws IOException {
    workIn(Math.max(Math.min(uncompressedLength, LARGEST), length));
    return view(bytes, offset, length, uncompressedLength);
  }

  /** The bytes of a sealed pack header, opened. */
  public byte[] openHeader(byte[] bytes, int offset, int length) throws IOException {
    byte[] header = new byte[Math.max(0, length - PackEntry.OVERHEAD)];
    cipher.open(bytes, offset, length, header, 0);
    return header;
  }

  /** The memory that was filled last; valid until the next call. */
  public byte[] plain() {
    return workspace.plain();
  }

  private int view(byte[] bytes, int offset, int length, int uncompressedLength)
      throws IOException {
    int openedLength = length - PackEntry.OVERHEAD;
    if (uncompressedLength == 0) {
      return cipher.open(bytes, offset, length, workspace.plain(openedLength), 0);
    }
    requireBearable(length, uncompressedLength);
    byte[] compressed = workspace.compressed(openedLength);
    int count = cipher.open(bytes, offset, length, compressed, 0);
    byte[] plain = workspace.plain(uncompressedLength);
    decompressor.decompress(compressed, 0, count, plain, 0, uncompressedLength);
    return uncompressedLength;
  }

  private static void requireBearable(int length, int uncompressedLength)
      throws MalformedException {
    if (!Decompressor.isPlausible(length - PackEntry.OVERHEAD, uncompressedLength)) {
      throw new MalformedException(
          "a blob of %d bytes cannot hold %d uncompressed".formatted(length, uncompressedLength));
    }
    if (uncompressedLength > LARGEST) {
      throw new MalformedException(
          "a blob of %d bytes unfolds to %d, and at most %d fit the memory of this process; give it more if the repository can be trusted"
              .formatted(length, uncompressedLength, LARGEST));
    }
  }

  /** Lets others have the memory for large blobs; what was encoded or viewed last is gone. */
  void rest() {
    workIn(0);
    if (inTurn) {
      inTurn = false;
      large.endTurn();
    }
  }

  /** Takes or gives back the memory for large blobs. */
  private void workIn(int length) {
    boolean isLarge = length > Workspace.USUAL;
    if (isLarge && workspace == usual) {
      workspace = large.take();
    } else if (!isLarge && workspace != usual) {
      large.giveBack(workspace);
      workspace = usual;
    }
  }

  @Override
  public void close() {
    cipher.close();
    compressor.close();
    decompressor.close();
    usual.wipe();
    rest();
  }
}
