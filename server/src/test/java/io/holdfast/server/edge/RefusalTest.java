package io.holdfast.server.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.api.platform.Role;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What well-behaved clients are refused, and how. */
@SuppressWarnings("NullAway.Init") // set before each test
final class RefusalTest {
  private static final String JSON = "application/json";

  @TempDir Path directory;
  private LiveServer server;

  @BeforeEach
  void start() throws IOException, InterruptedException {
    server = new LiveServer(directory, LiveServer.PATIENT);
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  @Test
  void answers_who_may_ask() throws Exception {
    assertThat(server.send(server.request("/open")).body()).isEqualTo("hello");
    assertThat(server.get("/v1/name").body()).isEqualTo("admin");
  }

  @Test
  void refuses_a_missing_token() throws Exception {
    var response = server.send(server.request("/v1/name"));

    assertThat(problem(response, 401)).contains("this needs a token");
    assertThat(response.headers().firstValue("WWW-Authenticate"))
        .contains("Bearer realm=\"holdfast\"");
  }

  @Test
  void refuses_a_wrong_token_and_keeps_it_out_of_log_and_answer() throws Exception {
    var wrong = "holdfast_" + "A".repeat(43);

    var response =
        server.send(server.request("/v1/name").header("Authorization", "Bearer " + wrong));

    assertThat(problem(response, 401)).contains("no such token").doesNotContain(wrong);
    assertThat(server.log())
        .contains("refused GET /v1/name from 127.0.0.1")
        .doesNotContain(wrong.substring(9));
  }

  @Test
  void refuses_an_expired_token() throws Exception {
    var expired = server.issue("old", Role.ADMIN, Instant.now().minusSeconds(1));

    var response =
        server.send(server.request("/v1/name").header("Authorization", "Bearer " + expired));

    assertThat(problem(response, 401)).contains("'old' has expired");
  }

  @Test
  void lets_repeated_wrong_tokens_wait_and_nobody_else() throws Exception {
    for (int i = 0; i < 3; i++) {
      server.send(server.request("/v1/name").header("Authorization", "Bearer x"));
    }
    long begin = System.nanoTime();
    server.send(server.request("/v1/name").header("Authorization", "Bearer x"));
    long waited = System.nanoTime() - begin;

    assertThat(waited).isGreaterThan(240_000_000L);
    assertThat(server.get("/v1/name").statusCode()).isEqualTo(200);
  }

  @Test
  void refuses_a_role_that_is_too_low() throws Exception {
    var viewer = server.issue("eyes", Role.VIEWER, null);

    var response =
        server.send(
            server
                .request("/v1/seeds")
                .header("Authorization", "Bearer " + viewer)
                .header("Content-Type", JSON)
                .POST(BodyPublishers.ofString("{\"name\":\"a\",\"depth\":1}")));

    assertThat(problem(response, 403))
        .contains("'eyes' has the role viewer; POST /v1/seeds needs operator");
  }

  @Test
  void refuses_paths_that_are_not_there() throws Exception {
    assertThat(problem(server.get("/v1/nothing"), 404)).contains("urn:holdfast:problem:not-found");
    assertThat(problem(server.get("/"), 404)).contains("http-api.md");
  }

  @Test
  void refuses_other_methods_and_names_those_that_there_are() throws Exception {
    var response = server.send(server.authorized("/v1/name").DELETE());

    assertThat(problem(response, 405)).contains("GET, HEAD only");
    assertThat(response.headers().firstValue("Allow")).contains("GET, HEAD");
  }

  @Test
  void refuses_other_media_types() throws Exception {
    assertThat(problem(server.post("/v1/seeds", "text/plain", BodyPublishers.ofString("x")), 415))
        .contains("POST /v1/seeds reads application/json");
    assertThat(
            problem(server.send(server.authorized("/v1/seeds").POST(BodyPublishers.noBody())), 415))
        .contains("'Content-Type' is missing");
    assertThat(
            problem(
                server.send(
                    server.authorized("/v1/name").method("GET", BodyPublishers.ofString("x"))),
                415))
        .contains("takes no body");
  }

  @Test
  void lists_every_mistake_of_a_document_with_its_place() throws Exception {
    var response =
        server.post(
            "/v1/seeds", JSON, BodyPublishers.ofString("{\n \"nam\":\"a\",\n \"depth\":\"x\"}"));

    assertThat(problem(response, 400))
        .contains("the document has 3 mistakes")
        .contains("\"file\":\"body\",\"line\":2,\"column\":2")
        .contains("\"line\":3")
        .contains("\"path\":\"depth\"");
  }

  @Test
  void refuses_what_is_no_json() throws Exception {
    assertThat(problem(server.post("/v1/seeds", JSON, BodyPublishers.ofString("{")), 400))
        .contains("invalid-document");
  }

  @Test
  void reads_documents_as_people_write_them() throws Exception {
    var response =
        server.send(
            server
                .authorized("/v1/documents")
                .header("Content-Type", "application/yaml; charset=utf-8")
                .PUT(BodyPublishers.ofString("a: 1\n---\nb: 2\n")));

    assertThat(response.body()).isEqualTo("2");
  }

  @Test
  void refuses_a_body_that_is_announced_too_large() throws Exception {
    var response =
        server.post("/v1/seeds", JSON, BodyPublishers.ofByteArray(new byte[(1 << 20) + 1]));

    assertThat(problem(response, 413)).contains("larger than 1048576 bytes");
  }

  @Test
  void refuses_a_body_in_chunks_that_grows_too_large() throws Exception {
    var response =
        server.post(
            "/v1/seeds",
            JSON,
            BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[(1 << 20) + 1])));

    assertThat(problem(response, 413)).contains("larger than 1048576 bytes");
  }

  @Test
  void takes_a_body_of_just_the_largest_size() throws Exception {
    var text = "{\"name\":\"a\",\"depth\":1" + " ".repeat((1 << 20) - 22) + "}";
    assertThat(text).hasSize(1 << 20);

    assertThat(server.post("/v1/seeds", JSON, BodyPublishers.ofString(text)).statusCode())
        .isEqualTo(201);
  }

  @Test
  void keeps_a_defect_to_its_log() throws Exception {
    assertThat(problem(server.get("/v1/defect"), 500))
        .contains("this is a defect of holdfast")
        .doesNotContain("secret detail", "Exception", "at io.");
    assertThat(server.log()).contains("secret detail").contains("at io.holdfast");
  }

  @Test
  void says_why_storage_failed() throws Exception {
    assertThat(problem(server.get("/v1/storage"), 500)).contains("the disk is full");
  }

  @Test
  void notes_who_changed_what_but_not_who_read() throws Exception {
    server.get("/v1/name");
    server.post("/v1/seeds", JSON, BodyPublishers.ofString("{\"name\":\"a\",\"depth\":1}"));

    assertThat(server.log()).contains("POST /v1/seeds by 'admin': 201").doesNotContain("/v1/name");
  }

  @Test
  void refuses_what_comes_while_it_stops_and_ends_what_is_under_way() throws Exception {
    var slow =
        HttpClient.newHttpClient()
            .sendAsync(server.authorized("/v1/slow").build(), HttpResponse.BodyHandlers.ofString());
    server.get("/v1/name");
    while (server.work.running() == 0) {
      Thread.onSpinWait();
    }

    server.work.stop();

    assertThat(problem(server.get("/v1/name"), 503)).contains("the server is stopping");
    assertThat(server.work.await(Duration.ofMillis(50))).isFalse();
    server.slowMayEnd.countDown();
    assertThat(server.work.await(Duration.ofMinutes(1))).isTrue();
    assertThat(slow.get().body()).isEqualTo("ended");
  }

  private static String problem(HttpResponse<String> response, int status) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(response.body())
        .contains("\"type\":\"urn:holdfast:problem:", "\"title\":", "\"status\":" + status)
        .contains("\"detail\":");
    return response.body();
  }
}
