package io.holdfast.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.host.state.Address;
import io.holdfast.testkit.peer.Finished;
import io.holdfast.testkit.peer.Program;
import io.holdfast.testkit.peer.RunningProgram;
import io.holdfast.testkit.peer.ServerCertificate;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as the launcher starts it, in a process of its own. */
@SuppressWarnings("NullAway.Init") // set before each test
final class ServerIT {
  private static final Duration LONGEST = Duration.ofMinutes(2);

  @TempDir Path directory;
  private Path state;

  @BeforeEach
  void name() {
    state = directory.resolve("state");
  }

  @Test
  void answers_the_local_token_of_its_first_start() throws Exception {
    try (var server = start()) {
      var address = address(server);

      assertThat(get(address, "/healthz/live", "").body()).isEqualTo("{\"status\":\"live\"}");
      assertThat(get(address, "/healthz/ready", "").body()).isEqualTo("{\"status\":\"ready\"}");
      assertThat(get(address, "/metrics", "").statusCode()).isEqualTo(401);
      assertThat(get(address, "/metrics", token()).statusCode()).isEqualTo(200);
      assertThat(get(address, "/v1/version", token()).body()).contains("\"java\":\"25");
      assertThat(address.pid()).isEqualTo(server.pid());
      assertThat(permissions("token")).isEqualTo("rw-------");
      assertThat(permissions("tokens.json")).isEqualTo("rw-------");
      assertThat(permissions("server.json")).isEqualTo("rw-------");
    }
  }

  @Test
  void issues_no_token_that_is_over_already() throws Exception {
    try (var server = start()) {
      var address = address(server);
      var wanted = "{\"name\":\"late\",\"role\":\"viewer\",\"expires\":\"2020-01-01T00:00:00Z\"}";

      var refused = send(request(address, "/v1/tokens", token()).POST(json(wanted)));

      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(refused.body()).contains("which is over by this machine's clock");
      assertThat(get(address, "/v1/tokens", token()).body()).doesNotContain("late");
    }
  }

  @Test
  void issues_and_removes_tokens() throws Exception {
    try (var server = start()) {
      var address = address(server);
      var wanted = "{\"name\":\"prometheus\",\"role\":\"viewer\"}";

      var issued = send(request(address, "/v1/tokens", token()).POST(json(wanted)));
      var again = send(request(address, "/v1/tokens", token()).POST(json(wanted)));

      assertThat(issued.statusCode()).isEqualTo(201);
      assertThat(again.statusCode()).isEqualTo(409);
      var secret = issued.body().replaceAll(".*\"token\":\"([^\"]+)\".*", "$1");
      assertThat(get(address, "/metrics", secret).statusCode()).isEqualTo(200);
      assertThat(get(address, "/v1/tokens", secret).statusCode()).isEqualTo(403);
      assertThat(get(address, "/v1/tokens", token()).body())
          .contains("\"local\"", "\"prometheus\"")
          .doesNotContain(secret, "sha256");
      var last = send(request(address, "/v1/tokens/local", token()).DELETE());
      assertThat(last.statusCode()).isEqualTo(409);
      assertThat(last.body()).contains("issue one for another admin first");
      assertThat(send(request(address, "/v1/tokens/prometheus", token()).DELETE()).statusCode())
          .isEqualTo(204);
      assertThat(get(address, "/metrics", secret).statusCode()).isEqualTo(401);
      assertThat(server.printed())
          .contains("POST /v1/tokens by 'local': 201")
          .doesNotContain(secret);
    }
  }

  @Test
  void ends_with_zero_when_it_is_told_to_and_is_found_no_more() throws Exception {
    try (var server = start()) {
      address(server);

      terminate(server);

      var ended = server.await(LONGEST).exits(0);
      assertThat(ended.errors())
          .contains(" listening at http://127.0.0.1:", " stopping", " stopped");
      assertThat(ended.errors().lines()).allMatch(line -> line.matches("[0-9]{4}-.*Z .*"));
      assertThat(state.resolve("server.json")).doesNotExist();
    }
  }

  @Test
  void refuses_a_second_server_of_one_state_directory() throws Exception {
    try (var server = start()) {
      address(server);

      var second = run("--state", state.toString(), "--listen", "127.0.0.1:0").exits(11);

      assertThat(second.errors())
          .startsWith(
              "holdfast: the state directory %s is in use by process %d;"
                  .formatted(state, server.pid()));
      assertThat(second.errors().lines()).hasSize(1);
    }
  }

  @Test
  void starts_again_where_one_was_killed() throws Exception {
    String token;
    try (var server = start()) {
      address(server);
      token = token();
      server.kill();
    }
    assertThat(state.resolve("server.json")).exists();

    try (var server = start()) {
      PackagedServer.awaitPrinted(server, " listening at ");

      assertThat(address(server).pid()).isEqualTo(server.pid());
      assertThat(get(address(server), "/v1/version", token).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void speaks_tls_with_the_files_that_it_is_given() throws Exception {
    var pair = ServerCertificate.selfSigned(directory);
    try (var server =
        program()
            .with("--state", state.toString(), "--listen", "0.0.0.0:0")
            .with("--tls-certificate", pair.certificate().toString())
            .with("--tls-key", pair.key().toString())
            .start()) {
      var address = address(server);

      try (var client = HttpClient.newBuilder().sslContext(pair.trustingClient()).build()) {
        assertThat(address.url()).startsWith("https://localhost:");
        assertThat(
                client
                    .send(
                        request(address, "/v1/version", token()).build(),
                        HttpResponse.BodyHandlers.ofString())
                    .statusCode())
            .isEqualTo(200);
      }
    }
  }

  @Test
  void refuses_an_open_address_without_tls() throws Exception {
    var refused = run("--state", state.toString(), "--listen", "0.0.0.0:0").exits(1);

    assertThat(refused.errors())
        .startsWith(
            "holdfast: refused to listen at 0.0.0.0:0 without TLS: whoever sees the traffic")
        .contains("--tls-certificate");
    assertThat(state.resolve("server.json")).doesNotExist();
  }

  @Test
  void refuses_a_key_that_is_not_the_certificates() throws Exception {
    var pair = ServerCertificate.selfSigned(Files.createDirectory(directory.resolve("one")));
    var other = ServerCertificate.selfSigned(Files.createDirectory(directory.resolve("other")));

    assertThat(tls(pair.certificate(), other.key()))
        .startsWith(
            "holdfast: cannot use TLS: the key in %s is not that of".formatted(other.key()));
    assertThat(tls(pair.key(), pair.key()))
        .startsWith("holdfast: cannot use TLS with the certificate");
    assertThat(tls(directory.resolve("none"), pair.key()))
        .isEqualTo(
            "holdfast: %s: no such file or directory\n".formatted(directory.resolve("none")));
  }

  private String tls(Path certificate, Path key) throws IOException {
    return run(
            "--state",
            state.toString(),
            "--listen",
            "127.0.0.1:0",
            "--tls-certificate",
            certificate.toString(),
            "--tls-key",
            key.toString())
        .exits(1)
        .errors();
  }

  @Test
  void says_that_an_address_is_taken() throws Exception {
    try (var server = start()) {
      var port = URI.create(address(server).url()).getPort();

      var second =
          run("--state", directory.resolve("other").toString(), "--listen", "127.0.0.1:" + port)
              .exits(1);

      assertThat(second.errors())
          .startsWith("holdfast: cannot listen at 127.0.0.1:%d: ".formatted(port))
          .contains("Address already in use");
    }
  }

  @Test
  void logs_for_machines() throws Exception {
    try (var server =
        program()
            .with("--state", state.toString(), "--listen", "127.0.0.1:0", "--log", "json")
            .start()) {
      address(server);
      terminate(server);

      assertThat(server.await(LONGEST).errors().lines())
          .allMatch(
              line -> line.matches("\\{\"time\":\".*\",\"level\":\"info\",\"message\":\".*\"}"));
    }
  }

  @Test
  void refuses_a_line_that_makes_no_sense() throws Exception {
    assertThat(run("--listen", "nowhere").exits(2).errors())
        .startsWith("holdfast: --listen: 'nowhere' is no place to listen at: expected HOST:PORT");
    assertThat(run("--log", "xml").exits(2).errors())
        .startsWith("holdfast: --log: 'xml' is no format of the log: expected text or json");
    assertThat(run("--tls-key", "k").exits(2).errors()).contains("go together");
    assertThat(run("--stop-timeout", "soon").exits(2).errors()).contains("'soon' is no duration");
    assertThat(run("--help").exits(0).output().lines()).allMatch(line -> line.length() <= 80);
  }

  private RunningProgram start() throws IOException {
    return PackagedServer.start(state);
  }

  private Finished run(String... arguments) throws IOException {
    return program().with(arguments).run(LONGEST);
  }

  private static Program program() {
    return PackagedServer.program();
  }

  private Address address(RunningProgram server) throws IOException {
    return PackagedServer.address(state, server);
  }

  private static void terminate(RunningProgram server) {
    ProcessHandle.of(server.pid()).orElseThrow().destroy();
  }

  private String token() throws IOException {
    return Files.readString(state.resolve("token")).strip();
  }

  private String permissions(String name) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(state.resolve(name)));
  }

  private static HttpRequest.BodyPublisher json(String text) {
    return HttpRequest.BodyPublishers.ofString(text);
  }

  private static HttpRequest.Builder request(Address address, String path, String token) {
    return HttpRequest.newBuilder(URI.create(address.url() + path))
        .header("Content-Type", "application/json")
        .header("Authorization", "Bearer " + token);
  }

  private static HttpResponse<String> get(Address address, String path, String token)
      throws IOException, InterruptedException {
    return send(request(address, path, token));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
  }
}
