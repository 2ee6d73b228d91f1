package io.holdfast.cli.platform;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.api.platform.Caller;
import io.holdfast.api.platform.Everything;
import io.holdfast.api.platform.Operations;
import io.holdfast.api.platform.Role;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HttpPlatformTest {
  private static final Caller CALLER = new Caller("ann", Role.ADMIN);

  private ServerSocket listening;

  @BeforeEach
  void listen() throws IOException {
    listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void end() throws IOException {
    listening.close();
  }

  /** Lets the server say this to whatever it is asked, each time, and break off. */
  private void ask(String said) throws Exception {
    var _ = Thread.ofVirtual().start(() -> serve(said));
    var server = URI.create("http://127.0.0.1:" + listening.getLocalPort());
    var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1);
    try (var platform = new HttpPlatform(server, "token", client)) {
      platform.answer(Operations.COMPLIANCE, new Everything(), CALLER);
    }
  }

  private void serve(String said) {
    while (!listening.isClosed()) { // the client tries again by itself
      try (var connection = listening.accept()) {
        connection.getInputStream().read();
        connection.getOutputStream().write(said.getBytes(US_ASCII));
      } catch (IOException ended) {
        // the test tells
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"})
  void a_server_that_ends_in_the_midst_may_go_on_with_what_it_began(String said) {
    assertThatThrownBy(() -> ask(said))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("broke off")
        .hasMessageContaining("'holdfast run list' tells");
  }

  @Test
  void another_program_is_not_taken_for_holdfast() {
    assertThatThrownBy(() -> ask("HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\n\r\nno"))
        .hasMessageContaining("is another program there?");
  }
}
