package io.holdfast.server.edge;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.holdfast.api.platform.Role;
import io.holdfast.server.access.Attempts;
import io.holdfast.server.access.Gate;
import io.holdfast.server.access.Issuing;
import io.holdfast.server.access.TokenFile;
import io.holdfast.server.log.Log;
import io.holdfast.server.log.LogFormat;
import io.holdfast.server.route.Method;
import io.holdfast.server.route.Response;
import io.holdfast.server.route.Route;
import io.holdfast.server.route.Routes;
import io.holdfast.server.work.Work;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A listener on loopback with some routes, a client, and raw sockets. */
final class LiveServer implements AutoCloseable {
  /** Short enough to wait for, long enough for a machine that is busy. */
  static final Limits SHORT =
      new Limits(8, Duration.ofMillis(1500), Duration.ofMillis(1500), Duration.ofMillis(1500));

  static final Limits PATIENT =
      new Limits(8, Duration.ofMinutes(2), Duration.ofMinutes(2), Duration.ofMinutes(2));

  /** More than all buffers between here and a client. */
  static final int LARGE = 64 << 20;

  final AtomicInteger largeAnswers = new AtomicInteger();
  final TokenFile tokens;
  final Issuing issuing;
  final Work work = new Work();
  final CountDownLatch slowMayEnd = new CountDownLatch(1);
  final String token;

  private final HttpClient client = HttpClient.newHttpClient();
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final HttpListener.Started started;

  LiveServer(Path directory, Limits limits) throws IOException, InterruptedException {
    tokens = TokenFile.open(directory.resolve("tokens.json"));
    issuing = new Issuing(tokens, new SecureRandom(), InstantSource.system());
    token = issue("admin", Role.ADMIN, null);
    started =
        HttpListener.start(
            new ListenAddress("127.0.0.1", 0),
            null,
            limits,
            new HttpListener.Behind(
                routes(),
                new Gate(tokens),
                new Attempts(),
                work,
                InstantSource.system(),
                new Log(
                    new PrintStream(log, true, UTF_8), LogFormat.TEXT, InstantSource.system())));
  }

  record Seed(String name, int depth) {}

  private Routes routes() {
    return new Routes(
        List.of(
            Route.open("/open", _ -> Response.text("text/plain", "hello")),
            Route.get("/v1/large", Role.VIEWER, _ -> large()),
            Route.get("/v1/name", Role.VIEWER, request -> name(request.caller().name())),
            Route.get(
                "/v1/defect",
                Role.VIEWER,
                _ -> {
                  throw new IllegalStateException("secret detail");
                }),
            Route.get(
                "/v1/storage",
                Role.VIEWER,
                _ -> {
                  throw new IOException("the disk is full");
                }),
            Route.get(
                "/v1/slow",
                Role.VIEWER,
                _ -> name(slowMayEnd.await(5, TimeUnit.MINUTES) ? "ended" : "too long")),
            Route.post(
                "/v1/seeds",
                Role.OPERATOR,
                request -> Response.created(request.body().as(Seed.class))),
            Route.documents(
                Method.PUT,
                "/v1/documents",
                Role.OPERATOR,
                request -> name("" + request.body().documents().size()))));
  }

  private Response large() {
    largeAnswers.incrementAndGet();
    return Response.bytes("text/plain", new byte[LARGE]);
  }

  private static Response name(String name) {
    return Response.text("text/plain", name);
  }

  String issue(String name, Role role, @Nullable Instant expires) throws IOException {
    return issuing.issue(name, role, expires).orElseThrow().reveal();
  }

  String log() {
    return log.toString(UTF_8);
  }

  int connections() {
    return started.listener().connections();
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(started.url() + path));
  }

  HttpRequest.Builder authorized(String path) {
    return request(path).header("Authorization", "Bearer " + token);
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(authorized(path));
  }

  HttpResponse<String> post(String path, String type, HttpRequest.BodyPublisher body)
      throws IOException, InterruptedException {
    return send(authorized(path).header("Content-Type", type).POST(body));
  }

  Socket socket() throws IOException {
    var url = URI.create(started.url());
    var socket = new Socket(url.getHost(), url.getPort());
    socket.setSoTimeout(60_000);
    return socket;
  }

  /** Sends as it is, and reads until the server closes. */
  String exchange(String text) throws IOException {
    try (var socket = socket()) {
      socket.getOutputStream().write(text.getBytes(ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }

  String head(String line, String... headers) {
    var text =
        new StringBuilder(line + "\r\nHost: here\r\nAuthorization: Bearer " + token + "\r\n");
    for (var header : headers) {
      text.append(header).append("\r\n");
    }
    return text.append("\r\n").toString();
  }

  @Override
  public void close() throws IOException {
    slowMayEnd.countDown();
    try {
      started.listener().close();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    client.close();
  }
}
