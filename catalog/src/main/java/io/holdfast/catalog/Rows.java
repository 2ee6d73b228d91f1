package io.holdfast.catalog;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.transaction.SerializableTransactionRunner;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/**
 * The database, with its trouble told as storage trouble. Thread-safe.
 *
 * <p>An interrupt does not reach it: H2's file is closed for everybody when one of its threads is
 * interrupted. The flag is there again when a call returns.
 */
final class Rows {
  private final Jdbi jdbi;
  private final Presence presence;

  Rows(Jdbi jdbi, Presence presence) {
    this.jdbi = jdbi;
    this.presence = presence;
    // PostgreSQL refuses one of two transactions at a time that it cannot put into an order; done
    // once more, it goes through.
    jdbi.setTransactionHandler(new SerializableTransactionRunner());
  }

  /** Something that is changed in the database, all or nothing; it may be done more than once. */
  interface Change {
    void make(Handle handle);
  }

  /**
   * Asks the database.
   *
   * @throws IOException also when a row holds what it cannot: it is said by an {@link
   *     IllegalArgumentException} of the query
   */
  <T> T read(Function<Handle, T> query) throws IOException {
    try {
      return undisturbed(() -> jdbi.withHandle(query::apply));
    } catch (IllegalArgumentException changed) {
      throw new IOException(
          "a row of the catalog cannot be (%s): 'holdfast catalog rebuild' brings back what was sealed"
              .formatted(changed.getMessage()),
          changed);
    }
  }

  /**
   * Changes the database.
   *
   * @throws IOException also when it is not what was opened any more: nothing is changed then
   */
  void change(Change change) throws IOException {
    undisturbed(() -> {
      jdbi.useTransaction(
          TransactionIsolationLevel.SERIALIZABLE,
          handle -> {
            presence.require(handle);
            change.make(handle);
          });
      return true;
    });
  }

  void requirePresence() throws IOException {
    undisturbed(() -> {
      jdbi.useHandle(presence::require);
      return true;
    });
  }

  private static <T> T undisturbed(Callable<T> work) throws IOException {
    var task = new FutureTask<>(work);
    Thread.ofVirtual().name("catalog").start(task);
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException later) {
          interrupted = true;
        }
      }
    } catch (ExecutionException failure) {
      throw told(failure);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static IOException told(ExecutionException failure) {
    return switch (failure.getCause()) {
      case JdbiException trouble ->
          new IOException("the catalog failed: " + rootOf(trouble).getMessage(), trouble);
      case IOException gone -> gone;
      case RuntimeException defect -> throw defect;
      case Error defect -> throw defect;
      case null, default -> new IOException("the catalog failed: " + failure.getMessage(), failure);
    };
  }

  static Throwable rootOf(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }
}
