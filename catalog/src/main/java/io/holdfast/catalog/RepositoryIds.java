package io.holdfast.catalog;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Which repositories the catalog is about: the id of each, by its name. One of which it lists
 * nothing may as well be another one.
 */
public final class RepositoryIds {
  private static final String LISTED =
      """
      and (exists (select 1 from point p where p.repository = repository_id.repository)
      or exists (select 1 from fact where line like repository_id.repository || '/%'))
      """;

  private final Rows rows;

  RepositoryIds(Rows rows) {
    this.rows = rows;
  }

  /** The id of one of which the catalog lists points or facts; empty for any other. */
  public Optional<String> of(String repository) throws IOException {
    return rows.read(handle ->
        handle
            .createQuery("select id from repository_id where repository = :repository " + LISTED)
            .bind("repository", repository)
            .mapTo(String.class)
            .findOne());
  }

  /** The name of another one with this id of which the catalog lists points or facts. */
  public Optional<String> otherName(String repository, String id) throws IOException {
    return rows.read(handle ->
        handle
            .createQuery(
                """
                select repository from repository_id
                where id = :id and repository <> :repository
                """
                    + LISTED
                    + "order by repository limit 1")
            .bind("id", id)
            .bind("repository", repository)
            .mapTo(String.class)
            .findOne());
  }

  /** Keeps the id of one of which the catalog lists nothing yet. */
  public void keep(String repository, String id) throws IOException {
    rows.change(handle -> put(handle, repository, id));
  }

  private static void put(Handle handle, String repository, String id) {
    int known =
        handle
            .createUpdate("update repository_id set id = :id where repository = :repository")
            .bind("repository", repository)
            .bind("id", id)
            .execute();
    if (known == 0) {
      handle
          .createUpdate(
              """
              insert into repository_id (repository, id) values (:repository, :id)
              on conflict do nothing
              """)
          .bind("repository", repository)
          .bind("id", id)
          .execute();
    }
  }

  static void replace(Handle handle, Map<String, String> ids) {
    handle.createUpdate("delete from repository_id").execute();
    ids.forEach((repository, id) -> put(handle, repository, id));
  }
}
