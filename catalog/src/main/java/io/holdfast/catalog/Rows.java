package io.holdfast.catalog;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/** The database, with its trouble told as storage trouble. */
final class Rows {
  private final Jdbi jdbi;

  Rows(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Something that is asked of the database. */
  interface Query<T> {
    T ask(Handle handle);
  }

  /** Something that is changed in the database, all or nothing. */
  interface Change {
    void make(Handle handle);
  }

  <T> T read(Query<T> query) throws IOException {
    AtomicReference<T> answer = new AtomicReference<>();
    guarded(() -> jdbi.useHandle(handle -> answer.set(query.ask(handle))));
    return answer.get();
  }

  void change(Change change) throws IOException {
    guarded(() -> jdbi.useTransaction(TransactionIsolationLevel.SERIALIZABLE, change::make));
  }

  private static void guarded(Runnable work) throws IOException {
    try {
      work.run();
    } catch (JdbiException failure) {
      Throwable root = failure;
      while (root.getCause() != null) {
        root = root.getCause();
      }
      throw new IOException("the catalog failed: " + root.getMessage(), failure);
    }
  }
}
