package io.holdfast.repository;

import io.holdfast.repository.blob.BlobCodec;
import io.holdfast.repository.blob.BlobWriter;
import io.holdfast.repository.chunk.ChunkerParameters;
import io.holdfast.repository.chunk.Polynomial;
import io.holdfast.repository.crypto.Password;
import io.holdfast.repository.crypto.ScryptParameters;
import io.holdfast.repository.file.Host;
import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.id.Sha256;
import io.holdfast.repository.id.SnapshotId;
import io.holdfast.repository.lock.LockHolder;
import io.holdfast.repository.lock.LockTiming;
import io.holdfast.repository.lock.Locking;
import io.holdfast.repository.lock.Locks;
import io.holdfast.repository.lock.RepositoryLock;
import io.holdfast.repository.pack.BlobType;
import io.holdfast.repository.snapshot.Snapshot;
import io.holdfast.repository.snapshot.SnapshotAuthor;
import io.holdfast.repository.snapshot.SnapshotLineage;
import io.holdfast.repository.snapshot.SnapshotScope;
import io.holdfast.repository.store.ObjectStore;
import io.holdfast.repository.tree.BlobList;
import io.holdfast.repository.tree.DirectoryNode;
import io.holdfast.repository.tree.ExtendedAttribute;
import io.holdfast.repository.tree.FileMode;
import io.holdfast.repository.tree.FileNode;
import io.holdfast.repository.tree.Node;
import io.holdfast.repository.tree.NodeLinks;
import io.holdfast.repository.tree.NodeMetadata;
import io.holdfast.repository.tree.NodeName;
import io.holdfast.repository.tree.NodeOwner;
import io.holdfast.repository.tree.NodeTimes;
import io.holdfast.repository.tree.SymlinkNode;
import io.holdfast.repository.tree.TreeWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** A repository whose snapshots are made by hand, node by node. */
public final class SnapshotFixture {
  public static final String PASSWORD = "secret";
  public static final Instant TIME = Instant.parse("2026-11-22T10:00:00.123456789Z");

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final ScryptParameters CHEAP = new ScryptParameters(1024, 8, 1);

  private final ObjectStore store;

  /** A new repository in {@code store}. */
  public SnapshotFixture(ObjectStore store) throws IOException {
    this.store = store;
    try (Password password = password()) {
      var _ =
          new Creation(
                  new ChunkerParameters.Rabin(Polynomial.generate(RANDOM)), CHEAP, "user", "host")
              .create(store, password, RANDOM, TIME);
    }
  }

  private static Password password() {
    return Password.of(PASSWORD.getBytes(StandardCharsets.UTF_8));
  }

  /** The repository, opened anew; the store stays open when it is closed. */
  public Repository open() throws IOException {
    return open(store);
  }

  /** The repository in another store, such as a copy of its own. */
  public static Repository open(ObjectStore store) throws IOException {
    try (Password password = password()) {
      return ((Opening.Opened) Opening.open(store, password, Optional.empty(), RANDOM))
          .repository();
    }
  }

  /** A lock, without the wait for others' that a real one begins with. */
  public static RepositoryLock lock(Repository repository, boolean exclusive) throws IOException {
    LockTiming timing =
        new LockTiming(
            Duration.ZERO, Duration.ofMinutes(5), Duration.ofMinutes(30), Duration.ofMinutes(22));
    Locks locks =
        new Locks(
            repository.store(),
            repository.objects(),
            new LockHolder("host", "user", 1, 0, 0),
            timing,
            InstantSource.system(),
            _ -> true);
    try {
      return ((Locking.Acquired) locks.acquire(exclusive)).lock();
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  /** Bytes that do not compress, the same for the same seed. */
  public static byte[] noise(long seed, int length) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  public static NodeMetadata metadata(int mode) {
    return metadata(mode, NodeLinks.NONE, TIME);
  }

  /** The owner is whoever runs the test, so that he may restore it. */
  public static NodeMetadata metadata(
      int mode, NodeLinks links, Instant modified, ExtendedAttribute... attributes) {
    return new NodeMetadata(
        new FileMode(mode),
        NodeTimes.ofModification(modified, modified),
        new NodeOwner(Host.userId(), Host.groupId(), "", ""),
        links,
        List.of(attributes));
  }

  public static SymlinkNode symlink(String name, String target) {
    return new SymlinkNode(
        NodeName.of(name),
        metadata(FileMode.SYMLINK | 0777),
        target.getBytes(StandardCharsets.UTF_8));
  }

  /** What one backup adds: blobs in packs, an index file, snapshots. */
  public Batch batch() throws IOException {
    return new Batch(open());
  }

  /** Takes blobs and trees; {@link #snapshot} may be called several times, blobs come before. */
  public static final class Batch implements AutoCloseable {
    private final Repository repository;
    private final BlobWriter writer;
    private final BlobCodec codec;
    private boolean flushed;

    private Batch(Repository repository) throws IOException {
      this.repository = repository;
      repository.loadIndex();
      writer = repository.newWriter(BlobWriter.Settings.DEFAULT);
      codec = repository.newCodec();
    }

    public BlobId blob(BlobType type, byte[] bytes) throws IOException {
      BlobId id = new BlobId(Sha256.of(bytes));
      writer.save(type, id, bytes, 0, bytes.length, codec);
      return id;
    }

    /** Stores a blob again, though the repository has it. */
    public void again(BlobType type, byte[] bytes) throws IOException {
      under(new BlobId(Sha256.of(bytes)), type, bytes);
    }

    /** Stores a blob under any id. */
    public void under(BlobId id, BlobType type, byte[] bytes) throws IOException {
      writer.saveAgain(type, id, bytes, 0, bytes.length, codec);
    }

    /** The file with another size. */
    public FileNode sized(FileNode file, long size) {
      return new FileNode(file.name(), file.metadata(), size, file.content());
    }

    /** A file whose content is these blobs. */
    public FileNode file(String name, byte[]... content) throws IOException {
      return file(name, metadata(0640), content);
    }

    public FileNode file(String name, String content) throws IOException {
      return file(name, content.getBytes(StandardCharsets.UTF_8));
    }

    public FileNode file(String name, NodeMetadata metadata, byte[]... content) throws IOException {
      List<BlobId> ids = new ArrayList<>();
      long size = 0;
      for (byte[] bytes : content) {
        ids.add(blob(BlobType.DATA, bytes));
        size += bytes.length;
      }
      return new FileNode(NodeName.of(name), metadata, size, BlobList.of(ids));
    }

    public DirectoryNode directory(String name, Node... nodes) throws IOException {
      return new DirectoryNode(NodeName.of(name), metadata(FileMode.DIRECTORY | 0750), tree(nodes));
    }

    /** A tree of these nodes, in any order. */
    public BlobId tree(Node... nodes) throws IOException {
      TreeWriter tree = new TreeWriter();
      Arrays.stream(nodes).sorted(Comparator.comparing(Node::name)).forEach(tree::add);
      return blob(BlobType.TREE, tree.finish());
    }

    /** A tree of any bytes. */
    public BlobId rawTree(String json) throws IOException {
      return rawTree(json.getBytes(StandardCharsets.UTF_8));
    }

    public BlobId rawTree(byte[] json) throws IOException {
      return blob(BlobType.TREE, json);
    }

    /** Stores everything; nothing can be added afterwards. */
    public void flush() throws IOException {
      if (!flushed) {
        writer.flush(codec);
        flushed = true;
      }
    }

    /**
     * The repository with all of this, flushed, and with its index; for trees without a snapshot.
     */
    public Repository reopen() throws IOException {
      flush();
      Repository opened = SnapshotFixture.open(repository.store());
      opened.loadIndex();
      return opened;
    }

    /** Stores everything, then a snapshot of the root tree; nothing can be added afterwards. */
    public SnapshotId snapshot(BlobId root) throws IOException {
      return snapshot(root, TIME);
    }

    public SnapshotId snapshot(BlobId root, Instant time) throws IOException {
      flush();
      Snapshot snapshot =
          new Snapshot(
              time,
              root,
              new SnapshotScope(List.of("/data"), List.of()),
              List.of(),
              new SnapshotAuthor("host", "user", 0, 0, "test"),
              SnapshotLineage.NONE,
              null);
      return repository.snapshots().save(snapshot);
    }

    public Repository repository() {
      return repository;
    }

    @Override
    public void close() {
      writer.close();
      codec.close();
    }
  }
}
