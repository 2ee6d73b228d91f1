package io.holdfast.repository.backup;

import io.holdfast.repository.file.BytePath;
import io.holdfast.repository.file.Directory;
import io.holdfast.repository.file.FileStatus;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/** An open directory of the source that several threads read from; the last one closes it. */
final class SharedDirectory {
  private final Directory directory;
  private final BytePath path;
  private final FileStatus status;
  private final AtomicInteger users = new AtomicInteger(1);

  private SharedDirectory(Directory directory, BytePath path, FileStatus status) {
    this.directory = directory;
    this.path = path;
    this.status = status;
  }

  /** Takes over an open directory, for one user. */
  static SharedDirectory of(Directory directory) throws IOException {
    return of(directory, directory.path());
  }

  /**
   * As {@link #of(Directory)}.
   *
   * @param path by which the backup knows it
   */
  static SharedDirectory of(Directory directory, BytePath path) throws IOException {
    boolean known = false;
    try {
      SharedDirectory shared = new SharedDirectory(directory, path, directory.status());
      known = true;
      return shared;
    } finally {
      if (!known) {
        directory.close();
      }
    }
  }

  Directory directory() {
    return directory;
  }

  /** What the directory was when it was opened. */
  FileStatus status() {
    return status;
  }

  /** By which the backup knows it; the one on disk is {@code directory().path()}. */
  BytePath path() {
    return path;
  }

  BytePath path(byte[] name) {
    return path.resolve(name);
  }

  void retain() {
    users.incrementAndGet();
  }

  void release() throws IOException {
    if (users.decrementAndGet() == 0) {
      directory.close();
    }
  }
}
