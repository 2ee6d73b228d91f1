package io.holdfast.repository.dump;

import io.holdfast.repository.Repository;
import io.holdfast.repository.TreePath;
import io.holdfast.repository.Trees;
import io.holdfast.repository.blob.BlobCodec;
import io.holdfast.repository.blob.MissingBlobException;
import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.pack.BlobType;
import io.holdfast.repository.tree.DirectoryNode;
import io.holdfast.repository.tree.FileNode;
import io.holdfast.repository.tree.Node;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** Writes a file, or a directory as an archive, to a stream; the repository's index is loaded. */
public final class Dump {
  private final Repository repository;

  public Dump(Repository repository) {
    this.repository = repository;
  }

  /**
   * Dumps what the request names to {@code out}, which stays open.
   *
   * @throws IOException when there is nothing at the path, or nothing that can be dumped; when the
   *     repository lacks part of it, or {@code out} fails: what came out so far is no dump then
   */
  public DumpReport run(DumpRequest request, OutputStream out) throws IOException {
    if (request.path().depth() == 0) {
      return directory(request, request.tree(), out);
    }
    Node node;
    try (Trees trees = repository.trees()) {
      node =
          trees
              .find(request.tree(), request.path().names())
              .orElseThrow(() ->
                  new IOException(
                      "cannot dump %s: the snapshot has no such entry".formatted(request.path())));
    }
    return switch (node) {
      case FileNode file -> {
        try (Ahead ahead = Ahead.ofFile(repository, request.path(), file)) {
          yield ahead.write(new PlainContent(out));
        }
      }
      case DirectoryNode directory -> directory(request, directory.subtree(), out);
      default ->
          throw new IOException(
              "cannot dump %s: it is neither a file nor a directory".formatted(request.path()));
    };
  }

  /**
   * The content of a small file, for whoever reads it rather than hands it on.
   *
   * @param tree a snapshot's, or of a directory in it
   * @param most bytes that it may have
   * @return empty when there is no such entry
   * @throws TooLargeException when it is larger than that
   * @throws io.holdfast.repository.blob.MissingBlobException when the repository lacks part of it
   * @throws IOException when it is no file
   */
  public Optional<byte[]> smallFile(BlobId tree, TreePath path, int most) throws IOException {
    try (Trees trees = repository.trees();
        BlobCodec codec = repository.newCodec()) {
      if (path.depth() == 0) {
        throw new IOException("cannot read %s: it is no file".formatted(path));
      }
      Optional<Node> found = trees.find(tree, path.names());
      if (found.isEmpty()) {
        return Optional.empty();
      }
      if (!(found.get() instanceof FileNode file)) {
        throw new IOException("cannot read %s: it is no file".formatted(path));
      }
      byte[] content = new byte[length(path, file, most)];
      int at = 0;
      for (BlobId id : file.content()) {
        byte[] blob = repository.reader().load(BlobType.DATA, id, codec);
        System.arraycopy(blob, 0, content, at, blob.length);
        at += blob.length;
      }
      return Optional.of(content);
    }
  }

  /** What its blobs come to: the size that the node says need not be true. */
  private int length(TreePath path, FileNode file, int most) throws IOException {
    long length = 0;
    for (BlobId id : file.content()) {
      length +=
          repository
              .index()
              .plainLength(BlobType.DATA, id)
              .orElseThrow(() -> new MissingBlobException(BlobType.DATA, id));
      if (length > most) {
        throw new TooLargeException(
            "cannot read %s: it has more than the %d bytes that are expected of it"
                .formatted(path, most));
      }
    }
    return (int) length;
  }

  private DumpReport directory(DumpRequest request, BlobId tree, OutputStream out)
      throws IOException {
    TreePath path = request.path();
    try (Ahead ahead = Ahead.ofDirectory(repository, path, tree)) {
      return switch (request.format()) {
        case TAR -> ahead.write(new TarArchive(out));
        case ZIP -> {
          try (ZipArchive zip = new ZipArchive(out)) {
            yield ahead.write(zip);
          }
        }
      };
    }
  }
}
