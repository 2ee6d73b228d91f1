package io.holdfast.catalog;

import java.io.EOFException;
import java.sql.SQLException;
import java.util.Objects;
import org.h2.api.ErrorCode;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;

/** The trouble of a database in words, with what to do when its file is damaged. */
final class Damage {
  private static final String REMEDY =
      "the file is damaged, so stop what has it open, and bring the catalog back with 'holdfast"
          + " catalog rebuild --repo LOCATION --password-file FILE --replace'";

  private Damage() {}

  /** What the first cause says that says anything. */
  static String words(Throwable failure) {
    String reason = failure.toString();
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      reason = Objects.requireNonNullElse(cause.getMessage(), reason);
    }
    return isDamage(failure) ? "%s; %s".formatted(reason.strip(), REMEDY) : reason.strip();
  }

  private static boolean isDamage(Throwable failure) {
    boolean damaged =
        switch (failure) {
          case MVStoreException store ->
              store.getErrorCode() == DataUtils.ERROR_FILE_CORRUPT
                  || store.getErrorCode() == DataUtils.ERROR_CHUNK_NOT_FOUND
                  // It ends before what its header names.
                  || (store.getErrorCode() == DataUtils.ERROR_READING_FAILED
                      && store.getCause() instanceof EOFException);
          // A row that is none any more: no query converts anything.
          case SQLException told ->
              told.getErrorCode() == ErrorCode.FILE_CORRUPTED_1
                  || told.getErrorCode() == ErrorCode.DATA_CONVERSION_ERROR_1;
          default -> false;
        };
    return damaged || (failure.getCause() != null && isDamage(failure.getCause()));
  }
}
