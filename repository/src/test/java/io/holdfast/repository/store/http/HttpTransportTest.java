package io.holdfast.repository.store.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.repository.store.RefusedException;
import io.holdfast.repository.store.http.ScriptedServer.Reply;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class HttpTransportTest {
  private static final Patience SHORT =
      new Patience(Duration.ofSeconds(10), Duration.ofMillis(300), 1);

  private ScriptedServer server;
  private HttpTransport transport;
  private HttpTransport hasty;

  @BeforeEach
  void start() throws IOException {
    server = new ScriptedServer();
    transport = new HttpTransport(Patience.DEFAULT, null);
    hasty = new HttpTransport(SHORT, null);
  }

  @AfterEach
  void stop() throws IOException {
    transport.close();
    hasty.close();
    server.close();
  }

  private HttpAnswer get() throws IOException {
    return transport.send(new HttpCall("GET", server.uri()));
  }

  @Test
  void hands_out_status_headers_and_body() throws IOException {
    server.reply(
        206,
        "Content-Range: bytes 0-4/77\r\nDate: Mon, 23 Nov 2026 08:00:00 GMT\r\nRetry-After: 7",
        "hello");

    try (HttpAnswer answer = get()) {
      assertThat(answer.status()).isEqualTo(206);
      assertThat(answer.wholeSize()).hasValue(77);
      assertThat(answer.length()).hasValue(5);
      assertThat(answer.date()).contains(Instant.parse("2026-11-23T08:00:00Z"));
      assertThat(answer.retryAfter()).contains(Duration.ofSeconds(7));
      assertThat(Ranges.exactly(answer.body(), 5)).asString().isEqualTo("hello");
    }
  }

  @Test
  void sends_a_body_and_the_headers() throws IOException {
    server.reply(200, "", "");

    HttpCall call =
        new HttpCall("PUT", server.uri())
            .with("X-One", "1")
            .with("Host", "elsewhere")
            .with(body("some bytes"));
    transport.send(call).close();

    ScriptedServer.Request request = server.requests().getFirst();
    assertThat(request.line()).isEqualTo("PUT / HTTP/1.1");
    assertThat(request.header("x-one")).isEqualTo("1");
    assertThat(request.header("host")).as("is the client's own").startsWith("127.0.0.1");
    assertThat(request.body()).isEqualTo("some bytes");
  }

  private static HttpCall.Body body(String text) {
    return new HttpCall.Body(text.length(), () -> new ByteArrayInputStream(text.getBytes(UTF_8)));
  }

  @Test
  void uses_a_connection_again_even_when_nobody_read_the_body() throws IOException {
    for (int i = 0; i < 3; i++) {
      server.reply(500, "", "an error that nobody reads");
      get().close();
    }

    assertThat(server.requests()).hasSize(3);
    assertThat(server.connections()).isEqualTo(1);
  }

  @Test
  void gives_up_on_a_server_that_never_answers() {
    server.reply(new Reply("", Reply.Then.SILENCE));

    assertThatThrownBy(() -> hasty.send(new HttpCall("GET", server.uri())))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no answer: no byte moved for");
  }

  @Test
  void gives_up_on_a_body_that_stops_coming() throws IOException {
    server.reply(200, "", "abc", 10, Reply.Then.SILENCE);

    try (HttpTransport other = new HttpTransport(Patience.DEFAULT.withIdle(ofMillis(700)), null);
        HttpAnswer answer = other.send(new HttpCall("GET", server.uri()))) {
      assertThatThrownBy(() -> Ranges.exactly(answer.body(), 10))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("broke off");
    }
  }

  @Test
  void a_body_that_ends_early_is_no_body() throws IOException {
    server.reply(200, "", "abc", 10, Reply.Then.CLOSE);

    // It may be known before the answer's head is handed out, or after.
    assertThatThrownBy(() -> Ranges.exactly(get().body(), 10)).isInstanceOf(IOException.class);
  }

  @Test
  void reads_exactly_what_it_was_asked_for() throws IOException {
    assertThatThrownBy(() -> Ranges.exactly(stream(4), 5)).isInstanceOf(EOFException.class);
    assertThatThrownBy(() -> Ranges.exactly(stream(6), 5))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("goes on");
    assertThatThrownBy(() -> Ranges.exactly(stream(9), Integer.MAX_VALUE - 8))
        .as("without that much memory")
        .isInstanceOf(EOFException.class);
    assertThat(Ranges.exactly(stream(9_000_000), 9_000_000)).hasSize(9_000_000);
  }

  private static InputStream stream(int length) {
    return new ByteArrayInputStream(new byte[length]);
  }

  @Test
  void a_server_that_speaks_http_is_told_from_one_whose_tls_fails() throws Exception {
    try (ServerSocket plain = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      var _ =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  while (true) {
                    try (Socket caller = plain.accept()) {
                      // As a web server answers what is no request.
                      int _ = caller.getInputStream().read(new byte[8192]);
                      caller
                          .getOutputStream()
                          .write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(ISO_8859_1));
                      // What is not read when this closes would take the answer away again.
                      caller.shutdownOutput();
                      int _ = caller.getInputStream().readAllBytes().length;
                    }
                  }
                } catch (IOException closed) {
                  // the test is over
                }
              });
      URI encrypted = URI.create("https://127.0.0.1:" + plain.getLocalPort());

      assertThatThrownBy(() -> transport.send(new HttpCall("GET", encrypted)))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("it answered without TLS");
    }
  }

  @Test
  void a_server_that_hangs_up_may_be_one_that_speaks_tls() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      var _ =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  while (true) {
                    try (Socket caller = silent.accept()) {
                      int _ = caller.getInputStream().read(new byte[8192]);
                    }
                  }
                } catch (IOException closed) {
                  // the test is over
                }
              });
      URI plain = URI.create("http://127.0.0.1:" + silent.getLocalPort());

      assertThatThrownBy(() -> transport.send(new HttpCall("GET", plain)))
          .isInstanceOf(IOException.class)
          .isNotInstanceOf(RefusedException.class)
          .hasMessageContaining("without an answer, as a server with TLS does");
    }
  }

  @Test
  void gives_up_on_a_body_that_comes_too_slowly() throws IOException {
    Patience demanding =
        new Patience(Duration.ofSeconds(10), Duration.ofMillis(400), 1_000_000_000);
    server.reply(200, "", "", 1_000_000, Reply.Then.DRIP);

    try (HttpTransport other = new HttpTransport(demanding, null);
        HttpAnswer answer = other.send(new HttpCall("GET", server.uri()))) {
      assertThatThrownBy(() -> Ranges.exactly(answer.body(), 1_000_000))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("bytes moved in");
    }
  }

  @Test
  void the_time_that_a_reader_takes_is_not_the_servers() throws Exception {
    Patience brief = Patience.DEFAULT.withIdle(Duration.ofSeconds(2));
    server.reply(200, "", "x".repeat(200_000));

    try (HttpTransport other = new HttpTransport(brief, null);
        HttpAnswer answer = other.send(new HttpCall("GET", server.uri()))) {
      int first = answer.body().read();
      long end = System.nanoTime() + Duration.ofMillis(2_500).toNanos();
      while (System.nanoTime() < end) {
        LockSupport.parkNanos(end - System.nanoTime()); // works on the first byte
      }

      assertThat(first).isEqualTo('x');
      assertThat(Ranges.exactly(answer.body(), 199_999)).hasSize(199_999);
    }
  }

  @Test
  void a_success_that_comes_before_the_bytes_is_none() {
    server.reply(200, "", "", 0, Reply.Then.HASTE);
    HttpCall call =
        new HttpCall("PUT", server.uri()).with(new HttpCall.Body(64 << 20, () -> stream(64 << 20)));

    assertThatThrownBy(() -> hasty.send(call)).isInstanceOf(IOException.class);
  }

  @Test
  void reads_nothing_of_a_body_once_the_call_has_ended() throws Exception {
    server.reply(503, "", "busy", 4, Reply.Then.HASTE);
    AtomicBoolean ended = new AtomicBoolean();
    AtomicBoolean readLater = new AtomicBoolean();
    InputStream watched =
        new InputStream() {
          @Override
          public int read() {
            return read(new byte[1], 0, 1) - 1;
          }

          @Override
          public int read(byte[] out, int offset, int length) {
            readLater.compareAndSet(false, ended.get());
            return length;
          }
        };
    HttpCall call =
        new HttpCall("PUT", server.uri()).with(new HttpCall.Body(64 << 20, () -> watched));

    try (HttpAnswer answer = hasty.send(call)) {
      ended.set(true);
      assertThat(answer.status()).isEqualTo(503);
    } catch (IOException e) {
      ended.set(true); // the connection broke before the answer was read
    }
    hasty.close();

    assertThat(readLater).isFalse();
  }

  @Test
  void an_interrupted_thread_gets_away_at_once_and_stays_interrupted() throws Exception {
    server.reply(new Reply("", Reply.Then.SILENCE));
    AtomicReference<IOException> failure = new AtomicReference<>();
    AtomicBoolean stillInterrupted = new AtomicBoolean();
    try (HttpTransport patient = new HttpTransport(Patience.DEFAULT, null)) {
      Thread caller =
          Thread.ofPlatform()
              .start(() -> {
                try {
                  patient.send(new HttpCall("GET", server.uri())).close();
                } catch (IOException e) {
                  failure.set(e);
                  stillInterrupted.set(Thread.currentThread().isInterrupted());
                }
              });
      while (server.requests().isEmpty()) {
        Thread.onSpinWait();
      }
      caller.interrupt();
      caller.join();
    }

    assertThat(failure.get()).isInstanceOf(InterruptedIOException.class);
    assertThat(stillInterrupted).isTrue();
  }

  @Test
  void takes_no_dates_and_sizes_that_are_none() throws IOException {
    server.reply(200, "Date: yesterday\r\nRetry-After: soon\r\nContent-Range: bytes 5", "x");

    try (HttpAnswer answer = get()) {
      assertThat(answer.date()).isEmpty();
      assertThat(answer.retryAfter()).isEmpty();
      assertThat(answer.wholeSize()).isEmpty();
    }
  }
}
