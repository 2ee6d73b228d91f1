package io.holdfast.server.edge;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients do that mean harm, on raw sockets. After each the server still answers. */
@SuppressWarnings("NullAway.Init") // set before each test
final class HostileClientTest {
  @TempDir Path directory;
  private LiveServer server;

  @BeforeEach
  void start() throws IOException, InterruptedException {
    server = new LiveServer(directory, LiveServer.SHORT);
  }

  @AfterEach
  void still_answers() throws IOException, InterruptedException {
    while (server.connections() >= LiveServer.SHORT.connections()) {
      Thread.onSpinWait();
    }
    assertThat(server.get("/v1/name").statusCode()).isEqualTo(200);
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hello\r\n\r\n",
        "GET\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nno colon\r\n\r\n",
        "GET / HTTP/1.1\r\nHost : a\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\n\u0000: b\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n",
        "GET /open HTTP/1.1\r\n\r\n",
        "GET /open HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"
      })
  void refuses_what_is_no_request(String text) throws IOException {
    assertThat(server.exchange(text))
        .matches("(?s)HTTP/1\\.[01] 400 .*")
        .contains("problem:malformed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"GET /open HTTP/9.9\r\nHost: a\r\n\r\n", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"})
  void says_that_it_speaks_no_other_version(String text) throws IOException {
    assertThat(server.exchange(text)).contains(" 501 Not Implemented").doesNotContain("hello");
  }

  @Test
  void closes_a_connection_that_begins_a_handshake_where_there_is_no_tls() throws IOException {
    assertThat(server.exchange("\u0016\u0003\u0001\u0002")).isEmpty();
  }

  @Test
  void ends_a_connection_with_garbage_behind_a_good_request() throws IOException {
    var answers = server.exchange(server.head("GET /v1/name HTTP/1.1") + "garbage\r\n\r\n");

    assertThat(answers)
        .startsWith("HTTP/1.1 200 ")
        .contains("HTTP/1.0 400 ")
        .contains("problem:malformed");
  }

  @Test
  void answers_pipelined_requests_in_their_order() throws IOException {
    var answers =
        server.exchange(
            server.head("GET /v1/name HTTP/1.1")
                + server.head("GET /nowhere HTTP/1.1")
                + server.head("GET /open HTTP/1.1", "Connection: close"));

    assertThat(answers)
        .containsSubsequence("HTTP/1.1 200 ", "HTTP/1.1 404 ", "HTTP/1.1 200 ", "hello");
  }

  @Test
  void refuses_a_huge_header() throws IOException {
    assertThat(server.exchange(server.head("GET /open HTTP/1.1", "X: " + "x".repeat(20_000))))
        .startsWith("HTTP/1.1 431 ")
        .contains("problem:headers-too-large");
  }

  @Test
  void refuses_very_many_headers() throws IOException {
    assertThat(server.exchange(server.head("GET /open HTTP/1.1", "X: 1\r\n".repeat(5000) + "Y: 1")))
        .startsWith("HTTP/1.1 431 ");
  }

  @Test
  void refuses_a_huge_first_line() throws IOException {
    assertThat(server.exchange(server.head("GET /" + "x".repeat(5000) + " HTTP/1.1")))
        .contains(" 414 ")
        .contains("problem:target-too-long");
  }

  @Test
  void stops_reading_a_body_in_chunks_when_it_is_too_large() throws IOException {
    try (var socket = server.socket()) {
      var output = socket.getOutputStream();
      output.write(seedsHead("Transfer-Encoding: chunked"));
      var chunk = ("10000\r\n" + "x".repeat(0x10000) + "\r\n").getBytes(ISO_8859_1);
      long sent = 0;
      try {
        while (sent < 1L << 30) {
          output.write(chunk);
          sent += chunk.length;
        }
      } catch (SocketException closed) {
        assertThat(closed).hasMessageMatching("(?i).*(broken pipe|reset).*");
      }

      assertThat(sent).as("bytes that it took").isLessThan(64L << 20);
    }
  }

  @Test
  void answers_before_it_closes_on_a_body_that_is_too_large() throws IOException {
    var chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";

    assertThat(
            server.exchange(
                new String(seedsHead("Transfer-Encoding: chunked"), ISO_8859_1) + chunk.repeat(17)))
        .startsWith("HTTP/1.1 413 ")
        .contains("problem:body-too-large");
  }

  @Test
  void refuses_an_announced_size_without_reading() throws IOException {
    assertThat(server.exchange(new String(seedsHead("Content-Length: 99999999999"), ISO_8859_1)))
        .startsWith("HTTP/1.1 413 ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"zz\r\n", "-5\r\n", "FFFFFFFFFFFFFFFFF\r\n", "5\r\nabcdefgh\r\n"})
  void closes_a_connection_with_malformed_chunks(String chunks) throws IOException {
    assertThat(
            server.exchange(
                new String(seedsHead("Transfer-Encoding: chunked"), ISO_8859_1) + chunks))
        .isEmpty();
  }

  @Test
  void refuses_an_unknown_expectation() throws IOException {
    assertThat(
            server.exchange(
                new String(seedsHead("Expect: miracles", "Content-Length: 2"), ISO_8859_1) + "{}"))
        .startsWith("HTTP/1.1 417 ");
  }

  @Test
  void asks_for_a_body_that_waits_to_be_asked_for() throws IOException {
    assertThat(
            server.exchange(
                new String(
                        seedsHead("Expect: 100-continue", "Connection: close", "Content-Length: 2"),
                        ISO_8859_1)
                    + "{}"))
        .startsWith("HTTP/1.1 100 Continue")
        .contains("HTTP/1.1 400 ");
  }

  @Test
  void does_not_ask_for_a_body_that_is_too_large() throws IOException {
    assertThat(
            server.exchange(
                new String(
                    seedsHead("Expect: 100-continue", "Content-Length: 9999999"), ISO_8859_1)))
        .startsWith("HTTP/1.1 413 ")
        .doesNotContain("100 Continue");
  }

  @Test
  void closes_a_connection_that_says_nothing() throws IOException {
    assertThat(server.exchange("")).isEmpty();
  }

  @Test
  void closes_a_connection_whose_head_trickles() throws IOException {
    try (var socket = server.socket()) {
      trickles(socket, server.head("GET /open HTTP/1.1", "X: " + "x".repeat(10_000)));

      assertThat(socket.getInputStream().readAllBytes()).isEmpty();
    } catch (SocketException reset) {
      assertThat(reset).hasMessageMatching("(?i).*(broken pipe|reset).*");
    }
  }

  @Test
  void refuses_a_body_that_trickles() throws IOException {
    try (var socket = server.socket()) {
      socket.getOutputStream().write(seedsHead("Content-Length: 100000"));
      socket.getOutputStream().write("{".getBytes(ISO_8859_1));

      assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
          .startsWith("HTTP/1.1 408 ")
          .contains("problem:too-slow");
    }
  }

  @Test
  void closes_a_connection_that_does_not_read_its_answer() throws IOException {
    try (var socket = server.socket()) {
      socket.getOutputStream().write(server.head("GET /v1/large HTTP/1.1").getBytes(ISO_8859_1));

      while (server.largeAnswers.get() == 0 || server.connections() > 0) {
        LockSupport.parkNanos(10_000_000);
      }

      assertThat(socket.getInputStream().readAllBytes()).hasSizeLessThan(LiveServer.LARGE);
    } catch (SocketException reset) {
      assertThat(reset).hasMessageMatching("(?i).*reset.*");
    }
  }

  @Test
  void takes_no_more_connections_than_it_may() throws IOException {
    var sockets = new ArrayList<Socket>();
    try {
      for (int i = 0; i < LiveServer.SHORT.connections(); i++) {
        var socket = server.socket();
        sockets.add(socket);
        socket.getOutputStream().write(server.head("GET /v1/slow HTTP/1.1").getBytes(ISO_8859_1));
      }
      while (server.work.running() < LiveServer.SHORT.connections()) {
        Thread.onSpinWait();
      }

      try (var oneMore = server.socket()) {
        assertThat(oneMore.getInputStream().read()).isEqualTo(-1);
      }
    } finally {
      server.slowMayEnd.countDown();
      for (var socket : sockets) {
        socket.close();
      }
    }
  }

  private byte[] seedsHead(String... headers) {
    var all = new ArrayList<String>();
    all.add("Content-Type: application/json");
    all.addAll(List.of(headers));
    return server.head("POST /v1/seeds HTTP/1.1", all.toArray(String[]::new)).getBytes(ISO_8859_1);
  }

  /** A byte now and then, for longer than any of it may take. */
  private static void trickles(Socket socket, String text) throws IOException {
    long end = System.nanoTime() + LiveServer.SHORT.head().multipliedBy(2).toNanos();
    for (int i = 0; i < text.length() && System.nanoTime() < end; i++) {
      socket.getOutputStream().write(text.charAt(i));
      LockSupport.parkNanos(50_000_000);
    }
  }
}
