package io.holdfast.repository.restore;

import io.holdfast.repository.Creation;
import io.holdfast.repository.Opening;
import io.holdfast.repository.Repository;
import io.holdfast.repository.blob.BlobCodec;
import io.holdfast.repository.blob.BlobWriter;
import io.holdfast.repository.chunk.ChunkerParameters;
import io.holdfast.repository.crypto.Password;
import io.holdfast.repository.crypto.ScryptParameters;
import io.holdfast.repository.file.Host;
import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.id.Sha256;
import io.holdfast.repository.pack.BlobType;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Makes trees by hand, also such as no backup makes; closed to read them. */
public final class SnapshotFixture {
  public static final Instant TIME = Instant.parse("2024-02-29T12:34:56.123456789Z");

  private static final SecureRandom RANDOM = new SecureRandom();

  private final ObjectStore store;
  private final Repository repository;
  private final BlobWriter writer;
  private final BlobCodec codec;
  private boolean flushed;

  public SnapshotFixture(ObjectStore store) throws IOException {
    this.store = store;
    try (Password password = password()) {
      this.repository =
          new Creation(
                  ChunkerParameters.Gear.generate(RANDOM),
                  new ScryptParameters(1024, 8, 1),
                  "user",
                  "host")
              .create(store, password, RANDOM, TIME);
    }
    this.writer = repository.newWriter(BlobWriter.Settings.DEFAULT);
    this.codec = repository.newCodec();
  }

  private static Password password() {
    return Password.of("secret".getBytes(StandardCharsets.UTF_8));
  }

  /** Ends writing, and opens the repository for reading; the store stays the test's. */
  public Repository open() throws IOException {
    flush();
    return reopen();
  }

  /** Ends writing. */
  public void flush() throws IOException {
    if (!flushed) {
      flushed = true;
      writer.flush(codec);
      writer.close();
      codec.close();
    }
  }

  /** Opens it once more. */
  public Repository reopen() throws IOException {
    try (Password password = password()) {
      Opening opening = Opening.open(store, password, Optional.empty(), RANDOM);
      Repository opened = ((Opening.Opened) opening).repository();
      opened.loadIndex();
      return opened;
    }
  }

  public BlobId blob(byte[] plain) throws IOException {
    return save(BlobType.DATA, plain);
  }

  private BlobId save(BlobType type, byte[] plain) throws IOException {
    BlobId id = new BlobId(Sha256.of(plain));
    var _ = writer.save(type, id, plain, 0, plain.length, codec);
    return id;
  }

  /** A tree of these nodes, sorted by name. */
  public BlobId tree(Node... nodes) throws IOException {
    List<Node> sorted = new ArrayList<>(List.of(nodes));
    sorted.sort(Comparator.comparing(Node::name));
    TreeWriter tree = new TreeWriter();
    sorted.forEach(tree::add);
    return rawTree(tree.finish());
  }

  /** A tree of any bytes. */
  public BlobId rawTree(byte[] json) throws IOException {
    return save(BlobType.TREE, json);
  }

  public FileNode file(String name, byte[]... blobs) throws IOException {
    return file(name, metadata(0640), blobs);
  }

  public FileNode file(String name, NodeMetadata metadata, byte[]... blobs) throws IOException {
    List<BlobId> ids = new ArrayList<>();
    long size = 0;
    for (byte[] blob : blobs) {
      ids.add(blob(blob));
      size += blob.length;
    }
    return new FileNode(NodeName.of(name), metadata, size, BlobList.of(ids));
  }

  public FileNode file(String name, String content) throws IOException {
    return file(name, content.getBytes(StandardCharsets.UTF_8));
  }

  public DirectoryNode directory(String name, Node... nodes) throws IOException {
    return new DirectoryNode(NodeName.of(name), metadata(FileMode.DIRECTORY | 0750), tree(nodes));
  }

  public static SymlinkNode symlink(String name, String target) {
    return new SymlinkNode(
        NodeName.of(name),
        metadata(FileMode.SYMLINK | 0777),
        target.getBytes(StandardCharsets.UTF_8));
  }

  public static NodeMetadata metadata(int mode) {
    return metadata(mode, NodeLinks.NONE, TIME);
  }

  public static NodeMetadata metadata(
      int mode, NodeLinks links, Instant modified, ExtendedAttribute... attributes) {
    return new NodeMetadata(
        new FileMode(mode),
        NodeTimes.ofModification(modified, modified),
        new NodeOwner(Host.userId(), Host.groupId(), "", ""),
        links,
        List.of(attributes));
  }
}
