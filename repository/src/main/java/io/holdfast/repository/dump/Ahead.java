package io.holdfast.repository.dump;

import io.holdfast.repository.Repository;
import io.holdfast.repository.TreePath;
import io.holdfast.repository.TreeWalk;
import io.holdfast.repository.Trees;
import io.holdfast.repository.blob.BlobCodec;
import io.holdfast.repository.blob.MissingBlobException;
import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.pack.BlobType;
import io.holdfast.repository.task.Interruption;
import io.holdfast.repository.task.Tasks;
import io.holdfast.repository.tree.FileNode;
import io.holdfast.repository.tree.IrregularNode;
import io.holdfast.repository.tree.Node;
import io.holdfast.repository.tree.SocketNode;
import io.holdfast.repository.tree.TreeReader;
import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Loads what will be written next while something else is being written. */
final class Ahead implements AutoCloseable {
  /** Bytes of content on their way, or one blob where that has more. */
  private static final int MOST_BYTES = 32 << 20;

  private static final int MOST_ITEMS = 1024;
  private static final int LOADERS = Math.max(4, Runtime.getRuntime().availableProcessors());

  private final Repository repository;
  private final BlockingQueue<Item> items = new ArrayBlockingQueue<>(MOST_ITEMS);
  private final Semaphore room = new Semaphore(MOST_BYTES);
  private final Queue<BlobCodec> codecs = new ConcurrentLinkedQueue<>();
  private final Tasks loaders = Tasks.computing("load", LOADERS, LOADERS);
  private final Tasks walker = Tasks.waiting("walk", 1, 1);

  /** What comes next. */
  private sealed interface Item {
    record Begin(TreePath path, Node node) implements Item {}

    record Content(Slot slot) implements Item {}

    record End() implements Item {}

    record Last(@Nullable IOException failure) implements Item {}
  }

  /** A blob that is there, or will be. */
  private static final class Slot {
    private final int permits;
    private final CountDownLatch done = new CountDownLatch(1);
    private byte @Nullable [] bytes;
    private @Nullable IOException failure;

    Slot(int permits) {
      this.permits = permits;
    }

    byte[] content() throws IOException, InterruptedException {
      done.await();
      if (bytes == null) {
        throw failure == null
            ? new IOException("a blob was given up while it was loaded")
            : failure;
      }
      return bytes;
    }
  }

  private Ahead(Repository repository) {
    this.repository = repository;
  }

  static Ahead ofFile(Repository repository, TreePath path, FileNode file) throws IOException {
    Ahead ahead = new Ahead(repository);
    ahead.start(() -> ahead.put(path, file));
    return ahead;
  }

  static Ahead ofDirectory(Repository repository, TreePath path, BlobId tree) throws IOException {
    Ahead ahead = new Ahead(repository);
    ahead.start(() -> ahead.walk(path, tree));
    return ahead;
  }

  @FunctionalInterface
  private interface Walk {
    void run() throws IOException, InterruptedException;
  }

  private void start(Walk walk) throws IOException {
    walker.submit(() -> {
      IOException failure = null;
      try {
        walk.run();
      } catch (IOException failed) {
        failure = failed;
      }
      items.put(new Item.Last(failure));
    });
  }

  private void walk(TreePath root, BlobId tree) throws IOException {
    try (Trees trees = repository.trees()) {
      TreeWalk.through(
          trees,
          root,
          tree,
          TreeReader.Order.STRICT,
          (path, node) -> {
            if (!node.name().isSafe()) {
              throw new IOException(
                  "cannot dump %s: its name is none that an entry can have".formatted(path));
            }
            if (!(node instanceof SocketNode || node instanceof IrregularNode)) {
              try {
                put(path, node);
              } catch (InterruptedException stopped) {
                throw Interruption.of(stopped);
              }
            }
            return true;
          });
    }
  }

  private void put(TreePath path, Node node) throws IOException, InterruptedException {
    if (!(node instanceof FileNode file)) {
      items.put(new Item.Begin(path, node));
    } else {
      long size = 0;
      for (BlobId id : file.content()) {
        size += length(path, id);
      }
      // An archive says before the content how long it is; what a node says need not be true.
      items.put(new Item.Begin(path, file.withSize(size)));
      for (BlobId id : file.content()) {
        int length = length(path, id);
        Slot slot = new Slot(Math.min(length, MOST_BYTES));
        room.acquire(slot.permits);
        items.put(new Item.Content(slot));
        loaders.submit(() -> load(path, id, slot));
      }
    }
    items.put(new Item.End());
  }

  private int length(TreePath path, BlobId id) throws IOException {
    return repository
        .index()
        .plainLength(BlobType.DATA, id)
        .orElseThrow(() ->
            new IOException(
                "cannot dump %s: %s"
                    .formatted(path, new MissingBlobException(BlobType.DATA, id).getMessage())));
  }

  private void load(TreePath path, BlobId id, Slot slot) {
    BlobCodec idle = codecs.poll();
    BlobCodec codec = idle == null ? repository.newCodec() : idle;
    try {
      slot.bytes = repository.reader().load(BlobType.DATA, id, codec);
    } catch (IOException failed) {
      slot.failure =
          new IOException("cannot dump %s: %s".formatted(path, failed.getMessage()), failed);
    } finally {
      codecs.add(codec);
      slot.done.countDown();
    }
  }

  /** Writes everything in order. */
  DumpReport write(Archive archive) throws IOException {
    long entries = 0;
    long bytes = 0;
    try {
      while (true) {
        switch (items.take()) {
          case Item.Begin(TreePath path, Node node) -> {
            entries++;
            archive.begin(path, node);
          }
          case Item.Content(Slot slot) -> {
            byte[] content = slot.content();
            archive.content(content);
            bytes += content.length;
            room.release(slot.permits);
          }
          case Item.End _ -> archive.end();
          case Item.Last(IOException failure) -> {
            if (failure != null) {
              throw failure;
            }
            archive.finish();
            return new DumpReport(entries, bytes);
          }
        }
      }
    } catch (InterruptedException interrupted) {
      throw Interruption.of(interrupted);
    }
  }

  @Override
  public void close() {
    walker.close();
    loaders.close();
    codecs.forEach(BlobCodec::close);
  }
}
