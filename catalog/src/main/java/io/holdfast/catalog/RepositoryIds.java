package io.holdfast.catalog;

import java.io.IOException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Which repositories the catalog is about: the id of each, by its name. */
public final class RepositoryIds {
  private final Rows rows;

  RepositoryIds(Rows rows) {
    this.rows = rows;
  }

  /** The id; empty for one that was never opened. */
  public Optional<String> of(String repository) throws IOException {
    return rows.read(handle -> find(handle, repository));
  }

  /** Keeps the id of one; that of one which has an id already stays. */
  public void keep(String repository, String id) throws IOException {
    rows.change(handle -> {
      if (find(handle, repository).isEmpty()) {
        handle
            .createUpdate("insert into repository_id (repository, id) values (:repository, :id)")
            .bind("repository", repository)
            .bind("id", id)
            .execute();
      }
    });
  }

  private static Optional<String> find(Handle handle, String repository) {
    return handle
        .createQuery("select id from repository_id where repository = :repository")
        .bind("repository", repository)
        .mapTo(String.class)
        .findOne();
  }

  /** What is rebuilt from repositories is about those that it is rebuilt from. */
  static void clear(Handle handle) {
    handle.createUpdate("delete from repository_id").execute();
  }
}
