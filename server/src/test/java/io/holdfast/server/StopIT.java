package io.holdfast.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.testkit.peer.RunningProgram;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The end of a server while somebody is being served. */
@SuppressWarnings("NullAway.Init") // set before each test
final class StopIT {
  private static final Duration LONGEST = Duration.ofMinutes(2);
  private static final String BODY = "{\"name\":\"late\",\"role\":\"viewer\"}";

  @TempDir Path state;

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "INT", "HUP"})
  void answers_a_request_that_is_still_arriving_and_ends_with_zero(String signal) throws Exception {
    try (var server = PackagedServer.start(state);
        var client = new SlowClient(server)) {
      PackagedServer.signal(server, signal);
      PackagedServer.awaitPrinted(server, " stopping: 1 under way, which may take 30 seconds");

      client.send(BODY);

      assertThat(client.rest()).startsWith("HTTP/1.1 201 ").contains("\"token\":\"holdfast_");
      assertThat(server.await(LONGEST).exits(0).errors())
          .contains("POST /v1/tokens by 'local': 201", " stopped");
      assertThat(state.resolve("server.json")).doesNotExist();
    }
  }

  @Test
  void cuts_off_what_does_not_end_in_time_and_ends_with_one() throws Exception {
    try (var server = PackagedServer.start(state, "--stop-timeout", "1s");
        var client = new SlowClient(server)) {
      PackagedServer.signal(server, "TERM");

      assertThat(server.await(LONGEST).exits(1).errors())
          .contains(" warning: 1 did not end in time, and is cut off", " stopped");
      assertThat(client.rest()).isEmpty();
    }
  }

  @Test
  void ends_at_once_when_it_is_told_again() throws Exception {
    try (var server = PackagedServer.start(state, "--stop-timeout", "1h");
        var _ = new SlowClient(server)) {
      PackagedServer.signal(server, "TERM");
      PackagedServer.awaitPrinted(server, " stopping: 1 under way");

      PackagedServer.signal(server, "TERM");

      assertThat(server.await(LONGEST).exits(1).errors()).contains("told to stop again");
    }
  }

  @Test
  void does_not_wait_for_who_has_gone_away() throws Exception {
    try (var server = PackagedServer.start(state, "--stop-timeout", "1h")) {
      try (var _ = new SlowClient(server)) {
        PackagedServer.signal(server, "TERM");
        PackagedServer.awaitPrinted(server, " stopping: 1 under way");
      }

      server.await(LONGEST).exits(0);
    }
  }

  /** Has sent the head of a request, and been asked for the body. */
  private final class SlowClient implements AutoCloseable {
    private final Socket socket;
    private final BufferedReader answers;

    SlowClient(RunningProgram server) throws IOException {
      var url = URI.create(PackagedServer.address(state, server).url());
      socket = new Socket(url.getHost(), url.getPort());
      socket.setSoTimeout((int) LONGEST.toMillis());
      answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
      send(
          """
          POST /v1/tokens HTTP/1.1
          Host: here
          Authorization: Bearer %s
          Content-Type: application/json
          Content-Length: %d
          Expect: 100-continue

          """
              .formatted(Files.readString(state.resolve("token")).strip(), BODY.length())
              .replace("\n", "\r\n"));
      assertThat(answers.readLine()).isEqualTo("HTTP/1.1 100 Continue");
      assertThat(answers.readLine()).isEmpty();
    }

    void send(String text) throws IOException {
      socket.getOutputStream().write(text.getBytes(US_ASCII));
    }

    String rest() throws IOException {
      var rest = new StringBuilder();
      for (var line = answers.readLine(); line != null; line = answers.readLine()) {
        rest.append(line).append('\n');
      }
      return rest.toString();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
