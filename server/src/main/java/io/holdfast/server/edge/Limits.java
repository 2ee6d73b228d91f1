package io.holdfast.server.edge;

import java.time.Duration;

/**
 * What one client may take of the server.
 *
 * @param connections how many there are at a time; each has one request at a time
 * @param head how long the first line and the headers may take to arrive, also between requests
 * @param body how long a body may take to arrive
 * @param answer how long a client may take to receive what it asked for
 */
public record Limits(int connections, Duration head, Duration body, Duration answer) {
  /** What is written in docs/reference/http-api.md. */
  public static final Limits DEFAULT =
      new Limits(256, Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofSeconds(60));

  static final int FIRST_LINE = 4096;
  static final int HEADERS = 16_384;
}
