package io.holdfast.server.edge;

import io.holdfast.server.access.Attempts;
import io.holdfast.server.access.Gate;
import io.holdfast.server.log.Log;
import io.holdfast.server.route.Routes;
import io.holdfast.server.work.Work;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The socket that a server answers at. */
public final class HttpListener {
  private static final long PATIENCE_SECONDS = 30;

  private final Vertx vertx;
  private final HttpServer server;
  private final Connections connections;

  /** What stands behind the socket. */
  public record Behind(
      Routes routes, Gate gate, Attempts attempts, Work work, InstantSource clock, Log log) {}

  private HttpListener(Vertx vertx, HttpServer server, Connections connections) {
    this.vertx = vertx;
    this.server = server;
    this.connections = connections;
  }

  /** One that listens already. */
  public record Started(HttpListener listener, String url) {}

  /**
   * Listens at an address.
   *
   * @param tls null for plain HTTP, which only this machine may speak
   * @throws IOException the address is refused, or cannot be had
   */
  public static Started start(
      ListenAddress address, @Nullable TlsFiles tls, Limits limits, Behind behind)
      throws IOException, InterruptedException {
    var resolved = address.resolve();
    refuseOpenWire(address, resolved, tls);
    var vertx = vertx();
    boolean listens = false;
    try {
      var listener = listen(vertx, address, options(vertx, address, resolved, tls), limits, behind);
      listens = true;
      return new Started(listener, address.withPort(listener.server.actualPort()).url(tls != null));
    } finally {
      if (!listens) {
        vertx.close();
      }
    }
  }

  /** Our own, which ends when we say so. Nothing is served from the class path or from files. */
  private static Vertx vertx() {
    return Vertx.vertx(
        new VertxOptions()
            .setFileSystemOptions(
                new FileSystemOptions()
                    .setFileCachingEnabled(false)
                    .setClassPathResolvingEnabled(false)));
  }

  private static HttpListener listen(
      Vertx vertx, ListenAddress address, HttpServerOptions options, Limits limits, Behind behind)
      throws IOException, InterruptedException {
    var connections = new Connections(vertx, limits);
    var answers = new Answers(vertx, connections);
    var reception =
        new Reception(
            vertx,
            behind.routes,
            new Reception.Doorkeeping(behind.gate, behind.attempts, behind.clock),
            answers,
            new Intake(vertx, answers, limits),
            new Handlers(vertx, behind.log),
            behind.work);
    var server =
        vertx
            .createHttpServer(options)
            .connectionHandler(connection -> {
              if (behind.work.isStopping()) {
                connection.close();
              } else {
                connections.opened(connection);
              }
            })
            .invalidRequestHandler(new Malformed(answers)::refuse)
            .requestHandler(request -> {
              connections.answering(request.connection());
              reception.receive(request);
            });
    await(server.listen(), "cannot listen at %s: ".formatted(address));
    return new HttpListener(vertx, server, connections);
  }

  private static void refuseOpenWire(
      ListenAddress address, InetAddress resolved, @Nullable TlsFiles tls) throws IOException {
    if (tls == null && !resolved.isLoopbackAddress()) {
      throw new IOException(
          "refused to listen at %s without TLS: whoever sees the traffic would have the tokens; give --tls-certificate and --tls-key, or listen at 127.0.0.1"
              .formatted(address));
    }
  }

  private static HttpServerOptions options(
      Vertx vertx, ListenAddress address, InetAddress resolved, @Nullable TlsFiles tls)
      throws IOException {
    var options =
        new HttpServerOptions()
            .setHost(resolved.getHostAddress())
            .setPort(address.port())
            .setHttp2ClearTextEnabled(false)
            .setUseAlpn(false)
            .setMaxInitialLineLength(Limits.FIRST_LINE)
            .setMaxHeaderSize(Limits.HEADERS)
            .setSslHandshakeTimeout(10)
            .setSslHandshakeTimeoutUnit(TimeUnit.SECONDS);
    if (tls != null) {
      options
          .setSsl(true)
          .setKeyCertOptions(tls.read(vertx))
          .setEnabledSecureTransportProtocols(Set.of("TLSv1.3", "TLSv1.2"));
    }
    return options;
  }

  /** How many clients are connected, for the metrics. */
  public int connections() {
    return connections.open();
  }

  /** Ends all connections and gives the address back. */
  public void close() throws IOException, InterruptedException {
    await(server.close(), "cannot stop listening: ");
    await(vertx.close(), "cannot end the threads of the network: ");
  }

  private static void await(Future<?> future, String attempted)
      throws IOException, InterruptedException {
    try {
      future.toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException failure) {
      var cause = Objects.requireNonNullElse(failure.getCause(), failure);
      throw new IOException(attempted + cause.getMessage(), cause);
    } catch (TimeoutException failure) {
      throw new IOException(
          attempted + "nothing happened for %d seconds".formatted(PATIENCE_SECONDS), failure);
    }
  }
}
