package io.holdfast.repository.diff;

/**
 * The sums over all changes.
 *
 * @param changedFiles files with other content
 * @param added what only the second snapshot has
 * @param removed what only the first snapshot has
 * @param unknownBlobs blobs that no index file names, so that their bytes are not in the sums
 */
public record DiffReport(long changedFiles, Sum added, Sum removed, long unknownBlobs) {

  /**
   * What one snapshot has and the other has not.
   *
   * @param files regular files
   * @param directories directories
   * @param others symbolic links, devices and the like
   * @param dataBlobs pieces of files that the other snapshot does not use
   * @param treeBlobs directories' trees that the other snapshot does not use
   * @param bytes of those blobs, uncompressed
   */
  public record Sum(
      long files, long directories, long others, long dataBlobs, long treeBlobs, long bytes) {}
}
