package io.holdfast.repository.store.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP server that answers requests with what it was told, byte for byte, in order; when nothing
 * is left, it closes the connection. Texts are ISO-8859-1, a byte for each character.
 */
public final class ScriptedServer implements AutoCloseable {
  /**
   * What a request is answered with.
   *
   * @param text status line, headers and body
   * @param then what follows them on the connection
   */
  public record Reply(String text, Then then) {
    /** How a reply ends. */
    public enum Then {
      NEXT_REQUEST,
      CLOSE,
      SILENCE,
      /** A byte now and then, for ever. */
      DRIP,
      /** The reply comes before the request's body is read, and then nothing. */
      HASTE
    }
  }

  /** A request that came in. */
  public record Request(String line, String headers, String body) {
    /** The value of a header; empty when absent. */
    public String header(String name) {
      return headers
          .lines()
          .filter(
              line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("");
    }

    private Request withBody(InputStream in) throws IOException {
      String length = header("Content-Length");
      byte[] read = in.readNBytes(length.isEmpty() ? 0 : Integer.parseInt(length));
      return new Request(line, headers, new String(read, ISO_8859_1));
    }
  }

  private final AtomicInteger connections = new AtomicInteger();
  private final ServerSocket socket;
  private final BlockingQueue<Reply> replies = new LinkedBlockingQueue<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);

  public ScriptedServer() throws IOException {
    this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  /** Answers a request with a whole reply. */
  public ScriptedServer reply(int status, String headers, String body) {
    return reply(status, headers, body, body.length(), Reply.Then.NEXT_REQUEST);
  }

  /** Answers a request with a reply that announces {@code length} bytes. */
  public ScriptedServer reply(
      int status, String headers, String body, long length, Reply.Then then) {
    String head =
        "HTTP/1.1 %d Scripted\r\nContent-Length: %d\r\n%s\r\n"
            .formatted(status, length, headers.isEmpty() ? "" : headers.strip() + "\r\n");
    replies.add(new Reply(head + body, then));
    return this;
  }

  /** Answers a request with these bytes. */
  public ScriptedServer reply(Reply reply) {
    replies.add(reply);
    return this;
  }

  /** The requests so far. */
  public List<Request> requests() {
    return List.copyOf(requests);
  }

  /** How often somebody connected. */
  public int connections() {
    return connections.get();
  }

  /** Where it answers, with a slash at the end. */
  public URI uri() {
    return URI.create("http://127.0.0.1:%d/".formatted(socket.getLocalPort()));
  }

  private void accept() {
    try {
      while (true) {
        Socket connection = socket.accept();
        Thread.ofVirtual().start(() -> serve(connection));
      }
    } catch (IOException end) {
      closed.countDown();
    }
  }

  private void serve(Socket connection) {
    try (connection;
        InputStream in = new BufferedInputStream(connection.getInputStream())) {
      connections.incrementAndGet();
      OutputStream out = connection.getOutputStream();
      for (Request head = head(in); head != null; head = head(in)) {
        Reply reply = replies.poll();
        boolean hasty = reply != null && reply.then() == Reply.Then.HASTE;
        requests.add(hasty ? head : head.withBody(in));
        if (reply == null) {
          return;
        }
        out.write(reply.text().getBytes(ISO_8859_1));
        out.flush();
        switch (reply.then()) {
          case NEXT_REQUEST -> {}
          case CLOSE -> {
            return;
          }
          case SILENCE, HASTE -> {
            closed.await();
            return;
          }
          case DRIP -> {
            while (!closed.await(5, TimeUnit.MILLISECONDS)) {
              out.write('.');
              out.flush();
            }
            return;
          }
        }
      }
    } catch (IOException | InterruptedException end) {
      Thread.currentThread().interrupt(); // the client went away: so does this thread
    }
  }

  private static @Nullable Request head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        return null;
      }
      head.append((char) next);
    }
    int lineEnd = head.indexOf("\r\n");
    return new Request(head.substring(0, lineEnd), head.substring(lineEnd + 2), "");
  }

  @Override
  public void close() throws IOException {
    closed.countDown();
    socket.close();
  }
}
