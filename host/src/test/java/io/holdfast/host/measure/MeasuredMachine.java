package io.holdfast.host.measure;

import io.holdfast.host.SmallMachine;
import io.holdfast.protection.measure.MeasuredApplication;
import io.holdfast.protection.measure.Measurements;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A machine with a shop, which a test measures. */
abstract class MeasuredMachine {
  static final String SHOP =
      """
      repositoryRef: { name: main }
      policyRef: { name: gold }
      volumes: [{ name: orders, path: ./srv/orders }]
      """;

  @TempDir Path directory;

  SmallMachine small;

  @BeforeEach
  void open() throws IOException {
    Files.createDirectories(directory.resolve("srv/orders"));
    Files.writeString(directory.resolve("srv/orders/one"), "first");
    small = new SmallMachine(directory);
    small.apply(
        "Repository",
        "main",
        "{ location: ./repository, password: { file: ./password } }",
        "Policy",
        "gold",
        """
        schedule: { cron: "0 * * * *" }
        retention: { keep: { last: 3 } }
        objectives: { rpo: 2h }
        coverage: { roots: [./srv] }
        """,
        "Application",
        "shop",
        SHOP);
  }

  @AfterEach
  void close() throws IOException {
    small.close();
  }

  final Measurements measured() throws IOException {
    return small.machine().measurements().now();
  }

  final MeasuredApplication shop() throws IOException {
    return measured().applications().getFirst();
  }

  /** Changes rows past all that watches over them. */
  final void tamper(String statement) throws SQLException {
    try (var connection =
            DriverManager.getConnection(
                "jdbc:h2:file:%s;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE"
                    .formatted(directory.resolve("state/catalog/catalog")),
                "holdfast",
                "");
        var rows = connection.createStatement()) {
      rows.executeUpdate(statement);
    }
  }
}
