package io.holdfast.repository.store.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/** What servers write into headers; what is written in another way counts as not said. */
public final class Headers {
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

  private Headers() {}

  /** The value of {@code Retry-After} where it is a number of seconds. */
  public static Optional<Duration> retryAfter(String value) {
    return SECONDS.matcher(value).matches()
        ? Optional.of(Duration.ofSeconds(Long.parseLong(value)))
        : Optional.empty();
  }

  /** The value of {@code Date}: the server's clock, to the second. */
  public static Optional<Instant> date(String value) {
    try {
      return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(value)));
    } catch (DateTimeException noDate) {
      return Optional.empty();
    }
  }
}
