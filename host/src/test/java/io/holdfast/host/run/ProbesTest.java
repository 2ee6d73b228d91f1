package io.holdfast.host.run;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.api.application.Probe;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Probes that ask over HTTP. */
final class ProbesTest {
  private ServerSocket server;

  @BeforeEach
  void listen() throws IOException {
    server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  /** Answers once, with what stands behind {@code HTTP/1.1}, and keeps the connection. */
  private void answer(String answer) {
    Thread.ofVirtual()
        .start(() -> {
          try (var socket = server.accept()) {
            socket.getOutputStream().write(("HTTP/1.1 " + answer).getBytes(US_ASCII));
            socket.getOutputStream().flush();
            while (socket.getInputStream().read() >= 0) {
              // until the other side goes
            }
          } catch (IOException gone) {
            // the test has ended
          }
        });
  }

  private void ask(Duration limit, String contains) throws IOException {
    var url = "http://127.0.0.1:%d/".formatted(server.getLocalPort());
    Probes.require(new Probe("shop", new Probe.Check.Http(url, 200, contains), limit), Map.of());
  }

  @Test
  void passes_when_status_and_text_are_right() {
    answer("200 OK\r\nContent-Length: 5\r\n\r\nhello");

    assertThatCode(() -> ask(Duration.ofSeconds(30), "hell")).doesNotThrowAnyException();
  }

  @Test
  void says_which_status_or_text_was_found() {
    answer("503 Busy\r\nContent-Length: 0\r\n\r\n");

    assertThatThrownBy(() -> ask(Duration.ofSeconds(30), "hell"))
        .isInstanceOf(IOException.class)
        .hasMessageEndingWith("answered 503, not 200");
  }

  @Test
  void ends_in_time_though_the_answer_does_not() {
    answer("200 OK\r\nContent-Length: 5\r\n\r\nhell");

    assertThatThrownBy(() -> ask(Duration.ofSeconds(1), "hell"))
        .isInstanceOf(IOException.class)
        .hasMessageEndingWith("did not answer within 1 s");
  }
}
