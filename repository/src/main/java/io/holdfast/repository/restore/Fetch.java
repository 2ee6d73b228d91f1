package io.holdfast.repository.restore;

import io.holdfast.repository.Repository;
import io.holdfast.repository.blob.BlobCodec;
import io.holdfast.repository.blob.Damage;
import io.holdfast.repository.codec.MalformedException;
import io.holdfast.repository.crypto.AuthenticationException;
import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.id.PackId;
import io.holdfast.repository.index.BlobIndex;
import io.holdfast.repository.index.Location;
import io.holdfast.repository.pack.BlobType;
import io.holdfast.repository.pack.PackEntry;
import io.holdfast.repository.store.ObjectKind;
import io.holdfast.repository.store.ObjectName;
import io.holdfast.repository.store.RefusedException;
import io.holdfast.repository.task.Tasks;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** Brings blobs from the packs into drafts: a few threads read ranges, one per core decodes. */
final class Fetch implements AutoCloseable {
  /** A range ends before it would be longer, unless it is one blob. */
  static final int LONGEST_RANGE = ReadBuffers.USUAL;

  /** Bytes between two wanted blobs that are cheaper read than skipped. */
  static final int WIDEST_GAP = 1 << 20;

  private static final int READERS = 3;
  private static final int WORKERS = Runtime.getRuntime().availableProcessors();

  private final Repository repository;
  private final ReadBuffers buffers = new ReadBuffers();
  private final Queue<BlobCodec> codecs = new ConcurrentLinkedQueue<>();

  Fetch(Repository repository) {
    this.repository = repository;
  }

  /**
   * Part of a pack, and the pieces whose blobs lie in it.
   *
   * @param rank of the piece that was added first
   */
  private record Range(PackId pack, long offset, long end, int from, int to, int rank) {
    int length() {
      return Math.toIntExact(end - offset);
    }
  }

  /** Something to do with a thread's own codec. */
  @FunctionalInterface
  interface Use {
    void with(BlobCodec codec) throws IOException;
  }

  BlobIndex index() {
    return repository.index();
  }

  /** Threads for work that computes. */
  static Tasks workers() {
    return Tasks.computing("restore", WORKERS, 1);
  }

  /** Brings every piece into its draft. */
  void run(Pieces pieces, List<Draft> drafts) throws IOException {
    pieces.sort();
    List<Range> ranges = ranges(pieces, drafts);
    try (Tasks workers = workers();
        Tasks readers = Tasks.waiting("read", Math.min(READERS, Math.max(1, ranges.size())), 1)) {
      try {
        for (Range range : ranges) {
          readers.submit(() -> bring(range, workers, pieces, drafts));
        }
        readers.join();
      } catch (IOException failed) {
        // Readers fail because the workers did: theirs is the reason there is to tell.
        if (workers.failed()) {
          workers.join();
        }
        throw failed;
      }
      workers.join();
    }
  }

  private void bring(Range range, Tasks workers, Pieces pieces, List<Draft> drafts)
      throws IOException {
    // The store says no before memory is taken for what a hostile index claims.
    boolean large = range.length() > ReadBuffers.LARGEST;
    byte[] bytes = buffers.take(large ? 0 : range.length());
    boolean there = !large && read(range, bytes);
    workers.submit(() -> {
      withCodec(codec -> take(range, there ? bytes : null, pieces, drafts, codec));
      buffers.giveBack(bytes);
    });
  }

  private List<Range> ranges(Pieces pieces, List<Draft> drafts) throws IOException {
    List<Range> ranges = new ArrayList<>();
    Range open = null;
    int next;
    for (int piece = 0; piece < pieces.size(); piece = next) {
      next = pieces.nextBlob(piece);
      Location location = location(pieces, piece, drafts);
      PackEntry entry = location.entry();
      if (open != null
          && open.pack.equals(location.pack())
          && entry.offset() >= open.end
          && entry.offset() - open.end <= WIDEST_GAP
          && entry.end() - open.offset <= LONGEST_RANGE) {
        int rank = Math.min(open.rank, pieces.rank(piece));
        open = new Range(open.pack, open.offset, entry.end(), open.from, next, rank);
      } else {
        if (open != null) {
          ranges.add(open);
        }
        open =
            new Range(
                location.pack(), entry.offset(), entry.end(), piece, next, pieces.rank(piece));
      }
    }
    if (open != null) {
      ranges.add(open);
    }
    // As the files come, so that they become whole one after the other.
    ranges.sort(Comparator.comparingInt(Range::rank));
    return ranges;
  }

  private Location location(Pieces pieces, int piece, List<Draft> drafts) throws IOException {
    BlobId id = id(pieces, piece, drafts);
    return repository
        .index()
        .find(BlobType.DATA, id)
        .orElseThrow(() -> new IllegalStateException("blob " + id + " left the index"));
  }

  private static BlobId id(Pieces pieces, int piece, List<Draft> drafts) {
    return drafts.get(pieces.draft(piece)).node().content().get(pieces.blob(piece));
  }

  /**
   * Whether the next pack may be had all the same: the store refuses those that are in an archive.
   */
  private static boolean isOfThis(IOException failure) {
    return Damage.is(failure) || failure instanceof RefusedException;
  }

  /** False when the pack is gone, too short or refused: another copy may be had. */
  private boolean read(Range range, byte[] into) throws IOException {
    try {
      ObjectName pack = ObjectName.of(ObjectKind.PACK, range.pack.hash());
      repository.store().readInto(into, pack, range.offset, range.length());
      return true;
    } catch (IOException failed) {
      if (!isOfThis(failed)) {
        throw failed;
      }
      return false;
    }
  }

  private void take(
      Range range, byte @Nullable [] bytes, Pieces pieces, List<Draft> drafts, BlobCodec codec)
      throws IOException {
    int next;
    for (int piece = range.from; piece < range.to; piece = next) {
      next = pieces.nextBlob(piece);
      if (isWanted(pieces, piece, next, drafts)) {
        take(range, bytes, pieces, piece, next, drafts, codec);
      }
    }
  }

  private static boolean isWanted(Pieces pieces, int from, int to, List<Draft> drafts) {
    for (int piece = from; piece < to; piece++) {
      if (!drafts.get(pieces.draft(piece)).failed()) {
        return true;
      }
    }
    return false;
  }

  private void take(
      Range range,
      byte @Nullable [] bytes,
      Pieces pieces,
      int from,
      int to,
      List<Draft> drafts,
      BlobCodec codec)
      throws IOException {
    byte[] plain;
    int length;
    try {
      PackEntry entry = location(pieces, from, drafts).entry();
      int unpacked = bytes == null ? -1 : unpack(entry, bytes, range, codec);
      if (unpacked >= 0) {
        plain = codec.plain();
        length = unpacked;
      } else {
        plain = repository.reader().load(BlobType.DATA, entry.id(), codec);
        length = plain.length;
      }
    } catch (IOException failed) {
      if (!isOfThis(failed)) {
        throw failed;
      }
      for (int piece = from; piece < to; piece++) {
        drafts.get(pieces.draft(piece)).fail(String.valueOf(failed.getMessage()));
      }
      return;
    }
    for (int piece = from; piece < to; piece++) {
      drafts.get(pieces.draft(piece)).write(pieces.blob(piece), plain, length);
    }
  }

  /** The length of the blob, or -1 when it is damaged here. */
  private static int unpack(PackEntry entry, byte[] bytes, Range range, BlobCodec codec)
      throws IOException {
    try {
      return codec.unpackToPlain(entry, bytes, (int) (entry.offset() - range.offset));
    } catch (MalformedException | AuthenticationException damaged) {
      return -1; // told when no other copy is to be had
    }
  }

  private void withCodec(Use use) throws IOException {
    BlobCodec idle = codecs.poll();
    BlobCodec codec = idle == null ? repository.newCodec() : idle;
    try {
      use.with(codec);
    } finally {
      codecs.add(codec);
    }
  }

  @Override
  public void close() {
    codecs.forEach(BlobCodec::close);
  }
}
