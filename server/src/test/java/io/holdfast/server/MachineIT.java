package io.holdfast.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.CatalogLocation;
import io.holdfast.host.state.StateDirectory;
import io.holdfast.protection.name.ApplicationName;
import io.holdfast.protection.name.RepositoryName;
import io.holdfast.protection.run.Run;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server and the state of its machine. */
@SuppressWarnings("NullAway.Init") // set before each test
final class MachineIT {
  private static final Duration LONGEST = Duration.ofMinutes(2);

  @TempDir Path state;

  @Test
  void is_ready_although_a_run_that_was_cut_off_cannot_be_ended_yet() throws Exception {
    cutOff("restore-of-what-was-removed");

    try (var server = PackagedServer.start(state)) {
      var address = PackagedServer.address(state, server);
      PackagedServer.awaitPrinted(
          server,
          " warning: restore-of-what-was-removed was cut off and cannot be ended yet, which is"
              + " tried every 60 seconds: there is no application shop here");

      assertThat(status(address.url() + "/healthz/ready")).isEqualTo(200);
      PackagedServer.signal(server, "TERM");
      server.await(LONGEST).exits(0);
    }
    try (var directory = StateDirectory.open(state);
        var catalog = Catalog.open(new CatalogLocation.Embedded(directory.catalog()))) {
      assertThat(catalog.runs().unended()).hasSize(1);
    }
  }

  @Test
  void is_not_ready_once_its_catalog_is_lost() throws Exception {
    try (var server = PackagedServer.start(state)) {
      var address = PackagedServer.address(state, server);
      assertThat(status(address.url() + "/healthz/ready")).isEqualTo(200);

      Files.move(state.resolve("catalog"), state.resolve("elsewhere"));

      PackagedServer.awaitPrinted(
          server,
          " warning: could not find the catalog, which is tried again in 30 seconds: the catalog"
              + " was lost while it was open: ");
      assertThat(status(address.url() + "/healthz/ready")).isEqualTo(503);
      assertThat(status(address.url() + "/healthz/live")).isEqualTo(200);
    }
  }

  @Test
  void refuses_a_catalog_that_it_cannot_reach() throws Exception {
    var refused =
        PackagedServer.program()
            .with("--state", state.toString(), "--listen", "127.0.0.1:0")
            .with("--catalog", "postgresql://127.0.0.1:1/none")
            .run(LONGEST)
            .exits(1);

    assertThat(refused.errors())
        .contains("holdfast: cannot reach the catalog's PostgreSQL: ")
        .doesNotContain("listening", "Exception");
  }

  @Test
  void refuses_a_catalog_of_another_kind() throws Exception {
    assertThat(
            PackagedServer.program()
                .with("--state", state.toString(), "--catalog", "mysql://here/none")
                .run(LONGEST)
                .exits(2)
                .errors())
        .contains("there is no catalog at mysql://…: expected a directory or postgresql://");
  }

  private void cutOff(String id) throws IOException {
    try (var directory = StateDirectory.open(state);
        var catalog = Catalog.open(new CatalogLocation.Embedded(directory.catalog()))) {
      catalog
          .runs()
          .begin(
              new Run(
                  id,
                  Run.Type.RESTORE,
                  new Run.Subject(RepositoryName.parse("main"), ApplicationName.parse("shop")),
                  Instant.EPOCH,
                  null,
                  "{}"));
    }
  }

  private static int status(String url) throws IOException, InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(URI.create(url)).build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    }
  }
}
