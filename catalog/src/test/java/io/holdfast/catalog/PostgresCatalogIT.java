package io.holdfast.catalog;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;

/** The catalog on a real PostgreSQL. */
final class PostgresCatalogIT extends CatalogContract {
  // One for all tests, each of which has a database of its own; it ends with the process.
  private static final EmbeddedPostgres SERVER = start();

  private static int databases;

  private String url = "";

  private static EmbeddedPostgres start() {
    try {
      return EmbeddedPostgres.builder().start();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @BeforeEach
  void makeDatabase() throws SQLException {
    var name = "catalog" + ++databases;
    try (var connection = SERVER.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute("create database " + name);
    }
    url = SERVER.getJdbcUrl("postgres", name);
  }

  @Override
  void execute(String change) throws SQLException {
    try (var connection = DriverManager.getConnection(url);
        var statement = connection.createStatement()) {
      statement.execute(change);
    }
  }

  @Override
  CatalogLocation location() {
    return CatalogLocation.parse(url);
  }
}
