package io.holdfast.repository.dump;

import io.holdfast.repository.Repository;
import io.holdfast.repository.TreePath;
import io.holdfast.repository.Trees;
import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.tree.DirectoryNode;
import io.holdfast.repository.tree.FileNode;
import io.holdfast.repository.tree.Node;
import java.io.IOException;
import java.io.OutputStream;

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
