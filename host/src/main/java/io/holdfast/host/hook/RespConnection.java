package io.holdfast.host.hook;

import io.holdfast.location.TrustedCertificates;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * A connection that speaks Redis' protocol, version 2, with its replies bounded.
 *
 * <p>A library would be a hundred times this, for three commands. Source: Redis documentation,
 * "Redis serialization protocol specification".
 */
final class RespConnection {
  private static final int LONGEST = 1 << 20;
  private static final int MOST = 1024;
  private static final int DEEPEST = 4;

  private final Endpoint endpoint;
  private final int usualPort;
  private volatile @Nullable Socket socket;
  private volatile boolean closed;
  private InputStream input = InputStream.nullInputStream();

  /** What the server answers. */
  sealed interface Reply {
    record Text(String text) implements Reply {}

    record Whole(long value) implements Reply {}

    record Failure(String text) implements Reply {}

    record Nothing() implements Reply {}

    record Many(List<Reply> items) implements Reply {
      public Many {
        items = List.copyOf(items);
      }
    }
  }

  RespConnection(Endpoint endpoint, int usualPort) {
    this.endpoint = endpoint;
    this.usualPort = usualPort;
  }

  /** Connects, by TLS where the scheme says so, and says who we are. */
  void open(Duration limit) throws IOException {
    try {
      connect(limit);
    } catch (SocketTimeoutException late) { // which Java takes for an interrupt
      throw new IOException(
          "Redis at %s did not answer within %s".formatted(endpoint, limit), late);
    }
  }

  private void connect(Duration limit) throws IOException {
    var plain = new Socket();
    socket = plain;
    if (closed) {
      plain.close();
    }
    plain.setKeepAlive(true);
    plain.connect(
        new InetSocketAddress(endpoint.host(), endpoint.port(usualPort)), (int) limit.toMillis());
    if (endpoint.scheme().equals("rediss")) {
      socket = encrypted(plain);
    }
    var open = socket;
    input = new BufferedInputStream(open == null ? plain.getInputStream() : open.getInputStream());
    if (!endpoint.password().isEmpty()) {
      var reply =
          endpoint.user().isEmpty()
              ? ask("AUTH", endpoint.password())
              : ask("AUTH", endpoint.user(), endpoint.password());
      if (reply instanceof Reply.Failure(var text)) {
        throw new IOException(
            "Redis at %s refused the password: %s".formatted(endpoint, endpoint.masked(text)));
      }
    }
  }

  private SSLSocket encrypted(Socket plain) throws IOException {
    var factory = TrustedCertificates.of(endpoint.options().get("cacert")).getSocketFactory();
    var secure = (SSLSocket) factory.createSocket(plain, endpoint.host(), plain.getPort(), true);
    var parameters = secure.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    secure.setSSLParameters(parameters);
    secure.startHandshake();
    return secure;
  }

  /** Sends a command and reads its reply; one at a time. */
  synchronized Reply ask(String... words) throws IOException {
    var open = socket;
    if (open == null || closed) {
      throw new IOException("the connection with %s is closed".formatted(endpoint));
    }
    var request = new ByteArrayOutputStream();
    request.writeBytes("*%d\r\n".formatted(words.length).getBytes(StandardCharsets.US_ASCII));
    for (var word : words) {
      var bytes = word.getBytes(StandardCharsets.UTF_8);
      request.writeBytes("$%d\r\n".formatted(bytes.length).getBytes(StandardCharsets.US_ASCII));
      request.writeBytes(bytes);
      request.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
    }
    open.getOutputStream().write(request.toByteArray());
    open.getOutputStream().flush();
    return read(input, 0);
  }

  static Reply read(InputStream input, int depth) throws IOException {
    var line = line(input);
    if (line.isEmpty()) {
      throw new IOException("Redis answered with an empty line");
    }
    var rest = line.substring(1);
    return switch (line.charAt(0)) {
      case '+' -> new Reply.Text(rest);
      case '-' -> new Reply.Failure(rest);
      case ':' -> new Reply.Whole(number(rest, Long.MAX_VALUE));
      case '$' -> bulk(input, (int) number(rest, LONGEST));
      case '*' -> many(input, (int) number(rest, MOST), depth);
      default -> throw new IOException("Redis answered what is not its protocol");
    };
  }

  private static Reply bulk(InputStream input, int length) throws IOException {
    if (length < 0) {
      return new Reply.Nothing();
    }
    var bytes = input.readNBytes(length);
    if (bytes.length < length || !line(input).isEmpty()) {
      throw new EOFException("Redis hung up in the middle of an answer");
    }
    return new Reply.Text(new String(bytes, StandardCharsets.UTF_8));
  }

  private static Reply many(InputStream input, int count, int depth) throws IOException {
    if (count < 0) {
      return new Reply.Nothing();
    }
    if (depth >= DEEPEST) {
      throw new IOException(
          "Redis answered with lists in lists, deeper than %d".formatted(DEEPEST));
    }
    var items = new ArrayList<Reply>();
    for (int i = 0; i < count; i++) {
      items.add(read(input, depth + 1));
    }
    return new Reply.Many(items);
  }

  private static long number(String text, long most) throws IOException {
    try {
      var value = Long.parseLong(text);
      if (value < -1 || value > most) {
        throw new IOException(
            "Redis announced an answer of %d, expected at most %d".formatted(value, most));
      }
      return value;
    } catch (NumberFormatException _) {
      throw new IOException("Redis answered what is not its protocol");
    }
  }

  private static String line(InputStream input) throws IOException {
    var bytes = new ByteArrayOutputStream();
    for (int next = input.read(); next != '\n'; next = input.read()) {
      if (next < 0) {
        throw new EOFException("Redis hung up");
      }
      if (bytes.size() >= LONGEST) {
        throw new IOException("Redis answered with a line longer than %d".formatted(LONGEST));
      }
      bytes.write(next);
    }
    var text = bytes.toString(StandardCharsets.UTF_8);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }

  /** Breaks the connection, also while another thread waits for an answer. */
  void close() {
    closed = true;
    var open = socket;
    if (open != null) {
      try {
        open.close();
      } catch (IOException _) {
        // It is gone all the same.
      }
    }
  }
}
