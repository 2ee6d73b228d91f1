package io.holdfast.catalog;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/**
 * The database, with its trouble told as storage trouble. Thread-safe.
 *
 * <p>An interrupt does not reach it: H2's file is closed for everybody when one of its threads is
 * interrupted. The flag is there again when a call returns.
 */
final class Rows {
  private final Database database;

  Rows(Database database) {
    this.database = database;
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
      return undisturbed(jdbi -> jdbi.withHandle(query::apply));
    } catch (IllegalArgumentException changed) {
      throw new IOException(
          "a row of the catalog cannot be (%s): 'holdfast catalog rebuild' brings back what was sealed"
              .formatted(changed.getMessage()),
          changed);
    }
  }

  /** Waits until what was written is on disk. */
  void force() throws IOException {
    undisturbed(jdbi -> {
      database.force(jdbi);
      return true;
    });
  }

  /**
   * Changes the database.
   *
   * @throws IOException also when it is not what was opened any more: nothing is changed then
   */
  void change(Change change) throws IOException {
    undisturbed(jdbi -> {
      jdbi.useTransaction(
          TransactionIsolationLevel.SERIALIZABLE,
          handle -> {
            database.presence().require(handle);
            change.make(handle);
          });
      return true;
    });
  }

  void requirePresence() throws IOException {
    undisturbed(jdbi -> {
      jdbi.useHandle(database.presence()::require);
      return true;
    });
  }

  /** Something that is asked. */
  private interface Work<T> {
    T of(Jdbi jdbi) throws Exception;
  }

  private <T> T undisturbed(Work<T> work) throws IOException {
    var task = new FutureTask<>(() -> asked(work));
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

  private <T> T asked(Work<T> work) throws Exception {
    Jdbi jdbi = database.jdbi();
    try {
      return work.of(jdbi);
    } catch (JdbiException failure) {
      database.failed(jdbi, failure);
      throw failure;
    }
  }

  private IOException told(ExecutionException failure) {
    return switch (failure.getCause()) {
      case JdbiException trouble ->
          new IOException("%s failed: %s".formatted(database, Damage.words(trouble)), trouble);
      case IOException gone -> gone;
      case RuntimeException defect -> throw defect;
      case Error defect -> throw defect;
      case null, default ->
          new IOException("%s failed: %s".formatted(database, failure.getMessage()), failure);
    };
  }
}
