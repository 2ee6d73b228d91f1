package io.holdfast.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** What a person would write down to have the shop protected. */
final class Declaration {
  private Declaration() {}

  /**
   * Writes it, and the secrets that it names.
   *
   * @param place the directory of the shop
   * @return the file
   */
  static Path write(Path place, Database database) throws IOException {
    secret(place.resolve("password"), Holdfast.PASSWORD);
    var connection = place.resolve("connection");
    secret(connection, database.address());
    return Files.writeString(place.resolve("shop.yaml"), kinds(connection));
  }

  private static String kinds(Path connection) {
    return """
    apiVersion: holdfast.dev/v1alpha1
    kind: Repository
    metadata: { name: main }
    spec:
      location: ./repository
      password: { file: ./password }
    ---
    apiVersion: holdfast.dev/v1alpha1
    kind: Policy
    metadata: { name: gold }
    spec:
      schedule: { cron: "0 3 * * *" }
      retention: { keep: { last: 10, daily: 7, weekly: 4 } }
      objectives: { rpo: 24h, rto: 1h }
    ---
    apiVersion: holdfast.dev/v1alpha1
    kind: Application
    metadata: { name: shop }
    spec:
      repositoryRef: { name: main }
      policyRef: { name: gold }
      volumes:
        - { name: files, path: ./shop/files }
        - name: database
          path: ./shop/database
          method: Live
          excludes: [epg-lock]  # of the library that starts this PostgreSQL
          hooks: { preset: postgresql, connection: "file:%s" }
    """
        .formatted(connection);
  }

  private static void secret(Path file, String text) throws IOException {
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, text + "\n");
  }
}
