package io.holdfast.repository.store;

import io.holdfast.repository.task.Interruption;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;

/** What a failed file-system call means, told with the file's name. */
final class LocalFailure {
  /** Where less is free than this, a failed write is taken for a full disk. */
  private static final long NEARLY_NOTHING = 64 << 10;

  /**
   * What Linux says, in English, when bytes, file entries or the user's share of them are used up.
   */
  private static final Set<String> FULL = Set.of("No space left on device", "Disk quota exceeded");

  /** What it says when a sector, or what the file system keeps of a file, cannot be read. */
  private static final Set<String> LOST =
      Set.of("Input/output error", "Structure needs cleaning", "No data available", "Bad message");

  private static final String READ_ONLY = "Read-only file system";

  private LocalFailure() {}

  static IOException of(String attempt, Path root, IOException cause) {
    if (cause instanceof RefusedException already) {
      return already;
    }
    String failed = "cannot " + attempt + ": ";
    String reason = reason(cause);
    if (FULL.contains(reason)) {
      return new RefusedException(failed + reason + "; free some space and try again", cause);
    }
    if (reason.equals(READ_ONLY)) {
      return new RefusedException(failed + "the file system is read-only", cause);
    }
    return switch (cause) {
      case AccessDeniedException denied ->
          new RefusedException(
              failed
                  + "access denied at "
                  + denied.getFile()
                  + "; run as the user who owns the repository, or change its owner",
              denied);
      case ClosedByInterruptException interrupted ->
          Interruption.of(failed + "the work was cancelled", interrupted);
      case NoSuchFileException absent when !Files.isDirectory(root) ->
          new RefusedException(
              failed + root + " is not there; check the path, and that its disk is mounted",
              absent);
      case FileSystemException refused when refused.getReason() != null ->
          new IOException(failed + refused.getReason() + " (" + refused.getFile() + ")", refused);
      default -> new IOException(failed + cause.getMessage(), cause);
    };
  }

  /** Whether the disk has lost what was read, which says nothing about other files. */
  static boolean isLoss(IOException cause) {
    return LOST.contains(reason(cause));
  }

  private static String reason(IOException cause) {
    return String.valueOf(
        cause instanceof FileSystemException refused ? refused.getReason() : cause.getMessage());
  }

  /**
   * The failed write of a file of {@code size} bytes: a full disk is told apart, since waiting a
   * few minutes does not empty it.
   */
  static IOException ofWrite(Path folder, long size, IOException cause) {
    if (cause instanceof ClosedByInterruptException || cause instanceof InterruptedIOException) {
      return cause;
    }
    long free;
    try {
      free = Files.getFileStore(folder).getUsableSpace();
    } catch (IOException e) {
      cause.addSuppressed(e);
      return cause;
    }
    if (free > Math.max(size, NEARLY_NOTHING)) {
      return cause; // not the bytes; a lack of file entries, or a quota, is told by its reason
    }
    return new RefusedException(
        "cannot write %d bytes to %s: %s, %d bytes are free; free some space and try again"
            .formatted(size, folder, cause.getMessage(), free),
        cause);
  }
}
