package io.holdfast.repository.store.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An answer whose body is still arriving; used by one thread, which closes it.
 *
 * <p>Closing it reads the little that may be left, so that the connection can serve the next call;
 * when there is more, the connection is dropped.
 */
public final class HttpAnswer implements AutoCloseable {
  private static final int WORTH_READING = 16 << 10;

  private final int status;
  private final HttpHeaders headers;
  private final InputStream body;

  HttpAnswer(int status, HttpHeaders headers, InputStream body) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  public int status() {
    return status;
  }

  public HttpHeaders headers() {
    return headers;
  }

  /** The body; a read fails when the store is too slow, see {@link Patience}. */
  public InputStream body() {
    return body;
  }

  /** The beginning of the body as one line, for a message. */
  public String text() throws IOException {
    return new String(body.readNBytes(400), StandardCharsets.UTF_8)
        .replaceAll("\\p{Cntrl}+", " ")
        .strip();
  }

  /** The size of the whole body as announced. */
  public OptionalLong length() {
    try {
      return headers.firstValueAsLong("Content-Length");
    } catch (NumberFormatException noNumber) {
      return OptionalLong.empty();
    }
  }

  /** The size of the whole object that a range was asked of, as the store says. */
  public OptionalLong wholeSize() {
    return Ranges.wholeSize(headers.firstValue("Content-Range").orElse(""));
  }

  /** The store's clock. */
  public Optional<Instant> date() {
    return headers.firstValue("Date").flatMap(Headers::date);
  }

  /** How long the store asks its clients to wait, when it says so in seconds. */
  public Optional<Duration> retryAfter() {
    return headers.firstValue("Retry-After").flatMap(Headers::retryAfter);
  }

  @Override
  public void close() throws IOException {
    try {
      if (body.readNBytes(WORTH_READING).length == WORTH_READING) {
        body.close();
      }
    } catch (IOException e) {
      body.close();
      throw e;
    }
  }
}
